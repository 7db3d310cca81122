using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Merging;

/// <summary>A layer that joins tensors element by element, such as <c>Add</c> (<c>keras/src/layers/merging/base_merge.py</c>).</summary>
/// <param name="config">Its configuration.</param>
/// <param name="operation">What joins two tensors.</param>
/// <param name="isMean">Whether the result is divided by the number of tensors.</param>
internal class ElementwiseMergeLayer(LayerConfig config, string operation, bool isMean = false) : MergeLayer(config)
{
    /// <inheritdoc/>
    protected override LayerValue Merge(LayerGraph graph, IReadOnlyList<LayerValue> inputs)
    {
        if (operation == "Sub" && inputs.Count != 2)
        {
            throw KerasFault.Damaged($"it takes two tensors and is given {inputs.Count}");
        }

        var aligned = Align(graph, inputs);
        var result = aligned[0];
        foreach (var next in aligned.Skip(1))
        {
            result = graph.Add(operation, result, next);
        }

        return new LayerValue(isMean ? Mean(graph, result, inputs.Count) : result, MaskOf(graph, inputs));
    }

    /// <summary>The mask of the result.</summary>
    protected GraphTensor? MaskOf(LayerGraph graph, IReadOnlyList<LayerValue> inputs)
    {
        GraphTensor[] masks = [.. inputs.Select(input => input.Mask).OfType<GraphTensor>()];
        if (masks.Length == 0 || (!NeedsAllMasks && masks.Length < inputs.Count))
        {
            return null;
        }

        var result = masks[0];
        foreach (var next in masks.Skip(1))
        {
            result = ReferenceEquals(result, next) ? result : graph.Add(NeedsAllMasks ? "LogicalAnd" : "LogicalOr", result, next);
        }

        return result;
    }

    // What has fewer axes than another gets further ones behind the batch, of length 1.
    private static IReadOnlyList<GraphTensor> Align(LayerGraph graph, IReadOnlyList<LayerValue> inputs)
    {
        int rank = inputs.Max(input => input.Tensor.Rank);
        return [.. inputs.Select(input => Expand(graph, input.Tensor, rank))];
    }

    private static GraphTensor Expand(LayerGraph graph, GraphTensor value, int rank)
    {
        if (value.Rank < rank && value.Rank == 0)
        {
            throw KerasFault.Damaged("it is given a number without a batch beside tensors");
        }

        while (value.Rank < rank)
        {
            value = graph.ExpandDims(value, 1);
        }

        return value;
    }

    private static GraphTensor Mean(LayerGraph graph, GraphTensor sum, int count) =>
        graph.WithNumber("RealDiv", sum.IsFloating ? sum : graph.Cast(sum, DataType.Float), count);
}
