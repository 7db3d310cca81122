namespace TypedModels.Engine.Kernels.Basic;

/// <summary>Hands on its input where it has an output. What the model would print is not printed: a library does not write to its caller's console.</summary>
/// <param name="outputs">The number of its outputs.</param>
internal sealed class PrintKernel(int outputs) : Kernel
{
    public override void Run(KernelContext context)
    {
        if (outputs > 0)
        {
            context.Forward(0, context.Input(0));
        }
    }
}
