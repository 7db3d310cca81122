using TypedModels.Engine.Compute.Matrix;

namespace TypedModels.Engine.Kernels.Matrix;

/// <summary>What a product or a convolution does with its sums before it writes them.</summary>
/// <param name="BiasInput">Which input is added to each row, or −1.</param>
/// <param name="AddendInput">Which input, of the shape of the result, is added, or −1.</param>
/// <param name="Activation">What comes last.</param>
internal sealed record ProductTail(int BiasInput, int AddendInput, Activation Activation)
{
    /// <summary>Nothing.</summary>
    public static ProductTail None { get; } = new(-1, -1, Activation.None);
}
