using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Merging;

/// <summary><c>Multiply</c>: what a mask leaves out counts as 1 in Keras 3, and as 0 where all leave it out (<c>keras/src/layers/merging/multiply.py</c>).</summary>
/// <param name="config">Its configuration.</param>
internal sealed class MultiplyLayer(LayerConfig config) : ElementwiseMergeLayer(config, "Mul")
{
    /// <inheritdoc/>
    protected override LayerValue Merge(LayerGraph graph, IReadOnlyList<LayerValue> inputs)
    {
        // Tensors that get further axes lose their masks on the way.
        bool isAligned = inputs.All(input => input.Tensor.Rank == inputs[0].Tensor.Rank);
        if (Config.Generation != KerasGeneration.Keras3 || !isAligned || inputs.All(input => input.Mask is null))
        {
            return base.Merge(graph, inputs);
        }

        var result = base.Merge(graph, [.. inputs.Select(input => input.Mask is { } mask
            ? input with { Tensor = graph.Add("SelectV2", graph.ExpandDims(mask, mask.Rank), input.Tensor, graph.Scalar(1, input.Tensor.DataType)) }
            : input)]);
        return result.Mask is { } all
            ? result with { Tensor = graph.Add("SelectV2", graph.ExpandDims(all, all.Rank), result.Tensor, graph.Scalar(0, result.Tensor.DataType)) }
            : result;
    }
}
