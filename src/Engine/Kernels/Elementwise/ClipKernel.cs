using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>Keeps numbers between bounds that are one for all, or one for each.</summary>
/// <param name="function">What happens to elements.</param>
internal sealed class ClipKernel(ElementFunction function) : Kernel
{
    private readonly ElementwiseKernel _kernel = new(function);

    public override void Run(KernelContext context)
    {
        Check(context.Input(1), "clip_value_min");
        Check(context.Input(2), "clip_value_max");
        _kernel.Run(context);

        void Check(Tensor bound, string name)
        {
            if (bound.Rank > 0 && bound.Shape != context.Input(0).Shape)
            {
                throw OperationException.InvalidArgument($"{name} must be either a scalar or a tensor of the same shape as input. Input shape: {context.Input(0).Shape}, {name} shape: {bound.Shape}");
            }
        }
    }
}
