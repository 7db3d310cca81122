namespace TypedModels.Formats.Variables;

/// <summary>A tensor of a checkpoint that the graph restores into something else than a variable.</summary>
/// <param name="Key">The tensor's name in the checkpoint.</param>
/// <param name="Taker">The type of operation that takes it, such as <c>LookupTableImportV2</c>; null when nothing known does, as of the object graph.</param>
internal sealed record RestoredTensor(string Key, string? Taker);
