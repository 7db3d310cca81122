using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Pooling;

/// <summary><c>GlobalMaxPooling1D</c> … <c>GlobalAveragePooling3D</c>: the largest or the mean of each channel (<c>keras/src/layers/pooling/base_global_pooling.py</c>).</summary>
/// <param name="config">Its configuration.</param>
/// <param name="axes">The number of axes that are left out.</param>
/// <param name="kind">What is made of the elements of a channel.</param>
internal sealed class GlobalPoolingLayer(LayerConfig config, int axes, PoolingKind kind) : Layer(config)
{
    private readonly bool _channelsFirst = config.ChannelsFirst;
    private readonly bool _keepsAxes = config.Flag("keepdims", false);

    // Keras 1 and the first versions of Keras 2 take no mask here; a model with one could not be made.
    private bool UsesMask => kind == PoolingKind.Average && axes == 1;

    /// <inheritdoc/>
    protected override IReadOnlyList<LayerValue> Apply(LayerGraph graph, LayerCall call)
    {
        var input = call.Input.Tensor;
        if (input.Rank != axes + 2)
        {
            throw KerasFault.Damaged($"its input {input.Shape} should have {axes + 2} axes");
        }

        long[] reduced = [.. Enumerable.Range(_channelsFirst ? 2 : 1, axes).Select(axis => (long)axis)];
        if (reduced.Any(axis => input.Length((int)axis) == 0))
        {
            throw KerasFault.Damaged($"its input {input.Shape} has no elements");
        }

        return [new LayerValue(call.Input.Mask is { } mask && UsesMask ? MeanOfCounted(graph, input, mask, reduced)
            : kind == PoolingKind.Max ? graph.Reduce("Max", input, _keepsAxes, reduced)
            : graph.InFullPrecision(input, value => graph.Reduce("Mean", value, _keepsAxes, reduced)))];
    }

    // Steps that do not count are left out of the sum and of the number of steps (global_average_pooling1d.py). Keras 3 puts 0 in their place, the others multiply with 0.
    private GraphTensor MeanOfCounted(LayerGraph graph, GraphTensor input, GraphTensor mask, long[] reduced)
    {
        var expanded = graph.ExpandDims(mask, _channelsFirst ? 1 : 2);
        var weights = graph.Cast(expanded, input.DataType);
        var counted = Config.Generation == KerasGeneration.Keras3 ? graph.Add("SelectV2", expanded, input, graph.Scalar(0, input.DataType)) : graph.Add("Mul", input, weights);
        return graph.Add("RealDiv", graph.Reduce("Sum", counted, _keepsAxes, reduced), graph.Reduce("Sum", weights, _keepsAxes, reduced));
    }
}
