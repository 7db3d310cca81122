namespace TypedModels.Keras.Graphs;

/// <summary>A weight of a layer: a variable of the graph.</summary>
/// <param name="Name">What its layer calls it, such as <c>kernel</c>.</param>
/// <param name="Path">The variable's name in the graph, such as <c>dense/kernel</c>.</param>
/// <param name="Shape">Its shape, fully known.</param>
/// <param name="DataType">The type that it is kept in.</param>
internal sealed record Weight(string Name, string Path, TensorShape Shape, DataType DataType)
{
    /// <summary>Whether files hold it; else it begins as zeros: what a stateful layer remembers.</summary>
    public bool IsSaved { get; init; } = true;

    /// <summary>How files of Keras 1 hold it, in the order in which they are to be tried; none where they hold it as it is.</summary>
    public IReadOnlyList<StoredLayout> OlderLayouts { get; init; } = [];

    /// <summary>
    /// Whether it is the kernel of a convolution, which files of Theano's backend hold turned round along all axes but the last two (once <see cref="OlderLayouts"/> are applied): Theano convolves, all
    /// others correlate (<c>_need_convert_kernel</c> and <c>conv_utils.convert_kernel</c> of Keras 2).
    /// </summary>
    public bool IsKernel { get; init; }
}
