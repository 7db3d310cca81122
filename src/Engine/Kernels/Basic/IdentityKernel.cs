namespace TypedModels.Engine.Kernels.Basic;

/// <summary>Hands on its inputs.</summary>
internal sealed class IdentityKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        for (int i = 0; i < context.OutputCount; i++)
        {
            context.Forward(i, context.Input(i));
        }
    }
}
