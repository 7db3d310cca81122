namespace TypedModels.Micro.Running;

/// <summary>An argument of a graph.</summary>
/// <param name="DataType">The type of its elements.</param>
/// <param name="Shape">The lengths of its axes, known to the graph.</param>
internal sealed record FedTensor(DataType DataType, params long[] Shape)
{
    /// <summary>The number of its elements.</summary>
    public int Count => (int)Shape.Aggregate(1L, (count, length) => count * length);
}
