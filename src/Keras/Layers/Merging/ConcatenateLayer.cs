using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Merging;

/// <summary><c>Concatenate</c>: tensors one after another along an axis.</summary>
/// <param name="config">Its configuration.</param>
internal sealed class ConcatenateLayer(LayerConfig config) : MergeLayer(config)
{
    private readonly int _axis = config.Integer("axis", -1);

    /// <inheritdoc/>
    protected override LayerValue Merge(LayerGraph graph, IReadOnlyList<LayerValue> inputs)
    {
        int rank = inputs[0].Tensor.Rank;
        int axis = Axes.Counted(_axis, rank);
        bool fits = inputs.All(input => input.Tensor.Rank == rank)
            && Enumerable.Range(0, rank).All(other => other == axis || inputs.Select(input => input.Tensor.Length(other)).OfType<long>().Distinct().Count() < 2);
        if (!fits)
        {
            throw KerasFault.Damaged($"it joins {string.Join(" and ", inputs.Select(input => input.Tensor.Shape))} along axis {axis}, and they differ in others");
        }

        var result = graph.Concatenate([.. inputs.Select(input => input.Tensor)], axis);
        return new LayerValue(result, inputs.All(input => input.Mask is null) ? null : MaskOf(graph, inputs, axis));
    }

    // A mask of each element of each tensor is joined like the tensors, and taken together along the last axis.
    private GraphTensor MaskOf(LayerGraph graph, IReadOnlyList<LayerValue> inputs, int axis)
    {
        var joined = graph.Concatenate([.. inputs.Select(input => ElementMask(graph, input))], axis);
        return graph.Reduce(NeedsAllMasks ? "All" : "Any", joined, false, -1);
    }

    private static GraphTensor ElementMask(LayerGraph graph, LayerValue input)
    {
        var mask = input.Mask ?? graph.Scalar(1, DataType.Bool);
        if (input.Mask is not null && mask.Rank >= input.Tensor.Rank)
        {
            return mask;
        }

        var expanded = input.Mask is null ? mask : graph.ExpandDims(mask, mask.Rank);
        return graph.Add("BroadcastTo", expanded, graph.ShapeOf(input.Tensor));
    }
}
