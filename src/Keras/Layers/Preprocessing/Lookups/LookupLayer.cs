using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Preprocessing.Lookups;

/// <summary><c>StringLookup</c> or <c>IntegerLookup</c>: tokens as numbers, encoded as <c>output_mode</c> says, or numbers as tokens.</summary>
internal sealed class LookupLayer : UnaryLayer
{
    private readonly IndexLookup _lookup;

    /// <param name="config">Its configuration.</param>
    /// <param name="isText">Whether its tokens are texts; else whole numbers.</param>
    public LookupLayer(LayerConfig config, bool isText)
        : base(config) => _lookup = new IndexLookup(config, LookupSettings.Of(config, isText), Weights, Weights);

    /// <inheritdoc/>
    protected override bool KeepsMask => false;

    /// <inheritdoc/>
    protected override bool ConvertsInputs => false;

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input) => _lookup.Encode(graph, _lookup.Find(graph, input), Config, ComputeType);
}
