namespace TypedModels.Engine.Kernels;

/// <summary>A kernel that is one method: for operations that keep nothing but their attributes.</summary>
/// <param name="run">Reads the inputs and gives every output a value.</param>
internal sealed class ActionKernel(Action<KernelContext> run) : Kernel
{
    public override void Run(KernelContext context) => run(context);
}
