namespace TypedModels.Formats.Variables;

/// <summary>Where a checkpoint holds a variable.</summary>
/// <param name="Key">The tensor's name in the checkpoint.</param>
/// <param name="Part">What the variable takes of that tensor, or null for all of it.</param>
internal sealed record SavedName(string Key, SavedPart? Part);
