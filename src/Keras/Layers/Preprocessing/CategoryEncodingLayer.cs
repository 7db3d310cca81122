using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Preprocessing;

/// <summary><c>CategoryEncoding</c>: numbers of categories as rows of ones and zeros, or of counts (<c>keras/src/layers/preprocessing/category_encoding.py</c>).</summary>
internal sealed class CategoryEncodingLayer : Layer
{
    private readonly int _tokens;
    private readonly string _mode;

    /// <param name="config">Its configuration.</param>
    public CategoryEncodingLayer(LayerConfig config)
        : base(config)
    {
        _tokens = config.Positive(config["num_tokens"] is null && config["max_tokens"] is not null ? "max_tokens" : "num_tokens");
        _mode = OutputTypes.Mode(config, "multi_hot", "multi_hot", "one_hot", "count");
    }

    /// <inheritdoc/>
    protected override bool ConvertsInputs => false;

    /// <inheritdoc/>
    protected override IReadOnlyList<LayerValue> Apply(LayerGraph graph, LayerCall call)
    {
        var weights = call.Find("count_weights", 1)?.Value?.Tensor;
        if (weights is not null && _mode != "count")
        {
            throw KerasFault.Damaged($"it is given count_weights, and its output_mode is '{_mode}'");
        }

        var indices = TypedInputs.Integers(graph, call.Input.Tensor);
        if (Config.Generation != KerasGeneration.Keras3)
        {
            indices = graph.Require(indices, AllAreTokens(graph, indices), $"Input values must be in the range 0 <= values < num_tokens with num_tokens={_tokens}");
        }

        // Keras 3 gives the variables' type of a mixed policy, Keras 2 the other one.
        var type = OutputTypes.Encoded(Config, Config.Generation == KerasGeneration.Keras3 ? VariableType : ComputeType);
        return [new LayerValue(CategoryEncoder.Encode(graph, indices, _mode, _tokens, type, Config, weights))];
    }

    private GraphTensor AllAreTokens(LayerGraph graph, GraphTensor indices)
    {
        long[] axes = [.. Enumerable.Range(0, indices.Rank).Select(axis => (long)axis)];
        var isBelow = graph.WithNumber("Less", graph.Reduce("Max", indices, false, axes), _tokens);
        return graph.Add("LogicalAnd", isBelow, graph.WithNumber("GreaterEqual", graph.Reduce("Min", indices, false, axes), 0));
    }
}
