using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Kernels;

/// <summary>What a node does that a pass put in the place of several: no operation of TensorFlow's.</summary>
internal abstract record FusedForm
{
    /// <summary>Makes the kernel of such a node.</summary>
    public abstract Kernel CreateKernel(KernelNode node);

    /// <summary>What is known of the shape of its value, from what is known of its inputs; nothing where it says nothing of it.</summary>
    public virtual InferredShape InferShape(KernelNode node) => InferredShape.Unknown;
}
