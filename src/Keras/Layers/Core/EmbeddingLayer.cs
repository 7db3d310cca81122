using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Core;

/// <summary><c>Embedding</c>: a row of a table for each number (<c>keras/src/layers/core/embedding.py</c>). With <c>mask_zero</c> the steps of the number 0 do not count.</summary>
internal sealed class EmbeddingLayer : Layer
{
    private readonly int _count;
    private readonly int _width;
    private readonly bool _masksZero;
    private Weight? _embeddings;

    /// <param name="config">Its configuration.</param>
    public EmbeddingLayer(LayerConfig config)
        : base(config)
    {
        (_count, _width) = (config.Positive("input_dim"), config.Positive("output_dim"));
        _masksZero = config.Flag("mask_zero", false);
        Refusals.OfChangedWeights(config);
    }

    /// <inheritdoc/>
    protected override bool ConvertsInputs => false;

    /// <inheritdoc/>
    protected override void Build(LayerCall call) => _embeddings = AddWeight("embeddings", _count, _width);

    /// <inheritdoc/>
    protected override IReadOnlyList<LayerValue> Apply(LayerGraph graph, LayerCall call)
    {
        var input = call.Input.Tensor;
        if (input.DataType is DataType.String or DataType.Complex64 or DataType.Complex128)
        {
            throw KerasFault.Damaged($"it takes whole numbers and is given {input.DataType.ToWord()}");
        }

        var numbers = input.DataType is DataType.Int32 or DataType.Int64 ? input : graph.Cast(input, DataType.Int32);
        // The rows are converted, and not the whole table.
        var rows = graph.Cast(graph.Add("GatherV2", graph.Read(_embeddings!), numbers, graph.Integer(0)), ComputeType);
        return [new LayerValue(rows, _masksZero ? graph.Add("NotEqual", input, graph.Scalar(0, input.DataType)) : null)];
    }
}
