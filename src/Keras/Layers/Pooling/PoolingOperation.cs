using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Pooling;

/// <summary>TensorFlow's operations that move a window over sequences, pictures and volumes.</summary>
internal static class PoolingOperation
{
    /// <summary>Adds one.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="value">The input, with its channels last.</param>
    /// <param name="kind">What is made of a window.</param>
    /// <param name="size">The size of the window.</param>
    /// <param name="strides">How far it moves.</param>
    /// <param name="isSame">Whether it reaches over the ends.</param>
    /// <exception cref="Formats.ModelFormatException">There is none for the type of number.</exception>
    public static GraphTensor Add(LayerGraph graph, GraphTensor value, PoolingKind kind, int[] size, int[] strides, bool isSame)
    {
        if (size.Length == 1)
        {
            // A sequence is a plane of height 1.
            return graph.Squeeze(Add(graph, graph.ExpandDims(value, 1), kind, [1, size[0]], [1, strides[0]], isSame), 1);
        }

        bool isVolume = size.Length == 3;
        if (isVolume && value.DataType == DataType.Double)
        {
            throw KerasFault.Unsupported("TensorFlow has no pooling of volumes in float64");
        }

        return graph.Node((kind == PoolingKind.Max ? "MaxPool" : "AvgPool") + (isVolume ? "3D" : "")).Input(value)
            .With("ksize", [1, .. size, 1])
            .With("strides", [1, .. strides, 1])
            .With("padding", isSame ? "SAME" : "VALID")
            .Output();
    }
}
