namespace TypedModels.Engine.Kernels.Basic;

/// <summary>Does nothing: the node is there for what has to run before it.</summary>
internal sealed class NothingKernel : Kernel
{
    public override void Run(KernelContext context)
    {
    }
}
