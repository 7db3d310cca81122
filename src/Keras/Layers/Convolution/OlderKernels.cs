using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Convolution;

/// <summary>How Keras 1 laid kernels out (<c>preprocess_weights_for_loading</c> in <c>keras/engine/topology.py</c> of Keras 2.0).</summary>
internal static class OlderKernels
{
    /// <summary>The kernel of a convolution.</summary>
    /// <param name="size">The size of the window.</param>
    /// <param name="channels">The channels of the input.</param>
    /// <param name="filters">The channels of the result.</param>
    /// <param name="channelsFirst">Whether channels came first, <c>dim_ordering: "th"</c>: kernels did as well.</param>
    public static IReadOnlyList<StoredLayout> OfConvolution(long[] size, long channels, long filters, bool channelsFirst) => size.Length switch
    {
        // Sequences were planes of width 1; up to Keras 1.1 in the order of Theano.
        1 => [new(new TensorShape(size[0], 1, channels, filters), [0, 1, 2, 3]), new(new TensorShape(filters, channels, size[0], 1), [2, 3, 1, 0])],
        _ when !channelsFirst => [],
        2 => [new(new TensorShape(filters, channels, size[0], size[1]), [2, 3, 1, 0])],
        _ => [new(new TensorShape(filters, channels, size[0], size[1], size[2]), [2, 3, 4, 1, 0])],
    };

    /// <summary>The kernel of a transposed convolution of pictures, whose channels of the input and of the result stand the other way round today.</summary>
    public static IReadOnlyList<StoredLayout> OfTransposed(long[] size, long channels, long filters, bool channelsFirst) =>
        size.Length != 2 ? []
        : channelsFirst ? [new(new TensorShape(filters, channels, size[0], size[1]), [2, 3, 0, 1])]
        : [new(new TensorShape(size[0], size[1], channels, filters), [0, 1, 3, 2])];
}
