using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels;

/// <summary>Gives a value that is the same in every call.</summary>
/// <param name="value">The value, shared.</param>
internal sealed class ConstantKernel(Tensor value) : Kernel
{
    public override void Run(KernelContext context) => context.Forward(0, value);
}
