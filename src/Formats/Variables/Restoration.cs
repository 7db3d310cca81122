namespace TypedModels.Formats.Variables;

/// <summary>A tensor of a checkpoint on its way into the graph.</summary>
/// <param name="Name">Where checkpoints hold it.</param>
/// <param name="Taker">The operation that takes it, and what it takes it for; null when nothing known does.</param>
/// <param name="IsOfSaver">Whether the graph's own saver runs that operation.</param>
internal sealed record Restoration(SavedName Name, Restoration.Destination? Taker, bool IsOfSaver)
{
    /// <summary>What an operation writes a restored tensor to.</summary>
    /// <param name="Operation">The type of operation.</param>
    /// <param name="Target">The node of the variable or table that is written; null when it cannot be told.</param>
    internal sealed record Destination(string Operation, TensorOrigin? Target);
}
