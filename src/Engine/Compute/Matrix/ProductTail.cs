namespace TypedModels.Engine.Compute.Matrix;

/// <summary>What a product, a convolution or a normalisation does with its numbers before it writes them.</summary>
/// <param name="BiasInput">Which input of the node is added to each row, or −1.</param>
/// <param name="AddendInput">Which input, of the shape of the result, is added, or −1.</param>
/// <param name="Activation">The function that comes then.</param>
/// <param name="FactorInput">Which input each row is multiplied by behind the function, or −1.</param>
/// <param name="OffsetInput">Which input is added to each row behind the factors, or −1.</param>
internal sealed record ProductTail(int BiasInput, int AddendInput, Activation Activation, int FactorInput = -1, int OffsetInput = -1)
{
    /// <summary>Nothing.</summary>
    public static ProductTail None { get; } = new(-1, -1, Activation.None);

    /// <summary>Whether something comes behind the function.</summary>
    public bool ScalesResults => FactorInput >= 0 || OffsetInput >= 0;
}
