using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Convolution;

/// <summary>
/// A dilated convolution by an operation that knows no dilation: elements that a window sees together become pictures of their own, which a dense window moves over
/// (<c>with_space_to_batch</c> in <c>tensorflow/python/ops/nn_ops.py</c>).
/// </summary>
internal static class DilatedConvolution
{
    /// <summary>Adds it, with strides of 1.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="plane">The input, with its channels last.</param>
    /// <param name="size">The size of the window.</param>
    /// <param name="rates">How far its elements are apart.</param>
    /// <param name="isSame">Whether the result is as long as the input.</param>
    /// <param name="convolve">The convolution without padding.</param>
    public static GraphTensor Add(LayerGraph graph, GraphTensor plane, int[] size, int[] rates, bool isSame, Func<GraphTensor, GraphTensor> convolve)
    {
        if (rates.All(rate => rate == 1) && !isSame)
        {
            return convolve(plane);
        }

        int axes = rates.Length;
        long[] paddings = [.. Enumerable.Range(0, axes).Select(axis => isSame ? (size[axis] - 1L) * rates[axis] : 0)];
        var blocks = graph.Integers([.. rates.Select(rate => (long)rate)]);
        var (before, crops) = Enumerable.Range(1, axes).All(axis => plane.Length(axis) is not null) ? OfKnown(graph, plane, paddings, rates) : OfUnknown(graph, plane, paddings, rates);
        var spaced = graph.Add("SpaceToBatchND", plane, blocks, before);
        var result = graph.Add("BatchToSpaceND", convolve(spaced), blocks, crops);

        // What pads and crops at each call hides the lengths that are known all the same.
        long[] shape = [.. result.Shape.Dimensions];
        for (int axis = 0; axis < axes; axis++)
        {
            long span = ((size[axis] - 1L) * rates[axis]) + 1;
            shape[axis + 1] = plane.Length(axis + 1) is not { } length ? TensorShape.UnknownDimension
                : length + paddings[axis] >= span ? length + paddings[axis] - span + 1
                : throw KerasFault.Damaged($"nothing is left of its input {plane.Shape}: its window is larger");
        }

        return result.Shape.Dimensions.SequenceEqual(shape) ? result : graph.Node("EnsureShape").Input(result).With("shape", new TensorShape(shape)).Output();
    }

    private static (GraphTensor Paddings, GraphTensor Crops) OfKnown(LayerGraph graph, GraphTensor plane, long[] paddings, int[] rates)
    {
        long[] missing = [.. paddings.Select((padding, axis) => Missing(checked(plane.Length(axis + 1)!.Value + padding), rates[axis]))];
        return (graph.Pairs([.. paddings.Select((padding, axis) => (padding / 2, padding - (padding / 2) + missing[axis]))]), graph.Pairs([.. missing.Select(length => (0L, length))]));
    }

    private static (GraphTensor Paddings, GraphTensor Crops) OfUnknown(LayerGraph graph, GraphTensor plane, long[] paddings, int[] rates)
    {
        var before = new List<GraphTensor>();
        var crops = new List<GraphTensor>();
        for (int axis = 0; axis < rates.Length; axis++)
        {
            // What is missing to a multiple of the rate goes to the end, and is cut off again.
            var missing = graph.Add("FloorMod", graph.ScaledLength(plane, axis + 1, -1, -paddings[axis]), graph.Integer(rates[axis]));
            before.Add(graph.Vector([graph.Integer(paddings[axis] / 2), graph.Add("AddV2", missing, graph.Integer(paddings[axis] - (paddings[axis] / 2)))]));
            crops.Add(graph.Vector([graph.Integer(0), missing]));
        }

        return (graph.Vector(before), graph.Vector(crops));
    }

    private static long Missing(long length, long rate) => (rate - (length % rate)) % rate;
}
