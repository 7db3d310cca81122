namespace TypedModels.Formats.Checkpoints;

/// <summary>An object that another one holds.</summary>
/// <param name="Node">Its position in the graph.</param>
/// <param name="LocalName">What the holder calls it.</param>
internal readonly record struct ObjectChild(int Node, string LocalName);
