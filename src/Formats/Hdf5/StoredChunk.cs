namespace TypedModels.Formats.Hdf5;

/// <summary>Where a chunk is stored.</summary>
/// <param name="Position">Its position on each axis, in chunks.</param>
/// <param name="Address">Where it starts.</param>
/// <param name="Length">The bytes that it takes in the file.</param>
/// <param name="SkippedFilters">A bit for each filter that was not applied to it.</param>
internal readonly record struct StoredChunk(long[] Position, long Address, long Length, uint SkippedFilters);
