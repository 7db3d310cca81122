namespace TypedModels.Micro.Cases;

/// <summary>A plan of nodes of which each reads the one before.</summary>
/// <param name="Nodes">Their number.</param>
public sealed record NodeChain(int Nodes)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Nodes}";
}
