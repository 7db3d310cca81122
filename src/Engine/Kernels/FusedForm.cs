namespace TypedModels.Engine.Kernels;

/// <summary>What a node does that a pass put in the place of several: no operation of TensorFlow's.</summary>
internal abstract record FusedForm
{
    /// <summary>Makes the kernel of such a node.</summary>
    public abstract Kernel CreateKernel(KernelNode node);
}
