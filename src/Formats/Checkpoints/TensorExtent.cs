namespace TypedModels.Formats.Checkpoints;

/// <summary>What a slice takes of one axis.</summary>
/// <param name="Start">The first position.</param>
/// <param name="Length">The number of positions; null for the whole axis.</param>
internal readonly record struct TensorExtent(long Start, long? Length);
