using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Core;

/// <summary><c>Masking</c>: steps that are <c>mask_value</c> throughout do not count, and become zeros (<c>keras/src/layers/core/masking.py</c>).</summary>
/// <param name="config">Its configuration.</param>
internal sealed class MaskingLayer(LayerConfig config) : Layer(config)
{
    private readonly double _value = config.Number("mask_value", 0);

    /// <inheritdoc/>
    protected override IReadOnlyList<LayerValue> Apply(LayerGraph graph, LayerCall call)
    {
        var input = call.Input.Tensor;
        if (input.Rank == 0 || input.DataType is DataType.String or DataType.Bool)
        {
            throw KerasFault.Damaged($"it takes steps of numbers and is given {input}");
        }

        var counts = graph.Reduce("Any", graph.WithNumber("NotEqual", input, _value), keepDims: true, -1);
        return [new LayerValue(graph.Add("Mul", input, graph.Cast(counts, input.DataType)), graph.Squeeze(counts, input.Rank - 1))];
    }
}
