namespace TypedModels.Engine.Compute.Matrix;

/// <summary>What a product, a convolution or a normalisation does with its numbers before it writes them.</summary>
/// <param name="BiasInput">Which input of the node is added to each row, or −1.</param>
/// <param name="AddendInput">Which input, of the shape of the result, is added, or −1.</param>
/// <param name="Activation">What comes last.</param>
internal sealed record ProductTail(int BiasInput, int AddendInput, Activation Activation)
{
    /// <summary>Nothing.</summary>
    public static ProductTail None { get; } = new(-1, -1, Activation.None);
}
