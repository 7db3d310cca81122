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
}
