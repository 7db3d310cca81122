using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Convolution;

/// <summary>The zeros that the padding <c>same</c> stands for, as a step of its own (<c>_pad_same_spatial_channels_last</c> in <c>keras/src/backend/tensorflow/nn.py</c>).</summary>
internal static class SamePadding
{
    /// <summary>Adds it.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="plane">The input, with its channels last.</param>
    /// <param name="size">The size of the window.</param>
    /// <param name="strides">How far it moves.</param>
    /// <param name="rates">How far its elements are apart.</param>
    public static GraphTensor Add(LayerGraph graph, GraphTensor plane, int[] size, int[] strides, int[] rates)
    {
        long[] spans = [.. size.Select((length, axis) => ((length - 1L) * rates[axis]) + 1)];
        var known = spans.Select((span, axis) => plane.Length(axis + 1) is { } length ? OfKnown(length, span, strides[axis]) : ((long Before, long Behind)?)null).ToArray();
        if (known.All(padding => padding is not null))
        {
            return graph.Add("Pad", plane, graph.Pairs([(0, 0), .. known.Select(padding => padding!.Value), (0, 0)]));
        }

        var none = graph.Integers(0, 0);
        var paddings = known.Select((padding, axis) => padding is { } pair ? graph.Integers(pair.Before, pair.Behind) : OfUnknown(graph, plane, axis + 1, spans[axis], strides[axis]));
        var padded = graph.Add("Pad", plane, graph.Vector([none, .. paddings, none]));

        // What is padded at each call hides the lengths that are known all the same.
        long[] lengths = [.. known.Select((padding, axis) => padding is { } pair ? pair.Before + plane.Length(axis + 1)!.Value + pair.Behind : TensorShape.UnknownDimension)];
        return graph.Node("EnsureShape").Input(padded).With("shape", new TensorShape([plane.Length(0) ?? TensorShape.UnknownDimension, .. lengths, plane.Length(-1) ?? TensorShape.UnknownDimension])).Output();
    }

    private static (long Before, long Behind) OfKnown(long length, long span, long stride)
    {
        // As many windows as strides fit, the last of which may reach over the end.
        long windows = (length + stride - 1) / stride;
        long padding = Math.Max(((windows - 1) * stride) + span - length, 0);
        return (padding / 2, padding - (padding / 2));
    }

    private static GraphTensor OfUnknown(LayerGraph graph, GraphTensor plane, int axis, long span, long stride)
    {
        var count = graph.Add("FloorDiv", graph.ScaledLength(plane, axis, 1, stride - 1), graph.Integer(stride));
        var reach = graph.Add("AddV2", graph.Add("Mul", count, graph.Integer(stride)), graph.Integer(span - stride));
        var total = graph.Add("Maximum", graph.Add("Sub", reach, graph.LengthOf(plane, axis)), graph.Integer(0));
        var before = graph.Add("FloorDiv", total, graph.Integer(2));
        return graph.Vector([before, graph.Add("Sub", total, before)]);
    }
}
