using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Convolution;

/// <summary>What a part of a <see cref="StreamedConvolutionKernel"/> does with its numbers before it hands them on; all of it known when the model is loaded.</summary>
/// <param name="node">The node.</param>
internal sealed unsafe class StageTail(KernelNode node)
{
    private readonly Tensor? _bias = Known(node, node.Tail.BiasInput);
    private readonly Tensor? _factors = Known(node, node.Tail.FactorInput);
    private readonly Tensor? _offsets = Known(node, node.Tail.OffsetInput);
    private readonly Activation _activation = node.Tail.Activation;

    /// <summary>What is added to each pixel, or null; valid as long as this object is referred to.</summary>
    public float* Bias => Pointer(_bias);

    /// <summary>What comes last.</summary>
    public ProductEnd<float> End => new(_activation, Pointer(_factors), Pointer(_offsets));

    private static Tensor? Known(KernelNode node, int input) => input < 0 ? null : node.Constant(input) ?? throw new InvalidOperationException($"{node.Name} reads a value that is not known.");

    private static float* Pointer(Tensor? value) => value is null ? null : (float*)value.Pointer;
}
