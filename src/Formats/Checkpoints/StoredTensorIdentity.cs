namespace TypedModels.Formats.Checkpoints;

/// <summary>By what a stored tensor is known again, in whichever checkpoint it is found: its place in a file of a certain length and age.</summary>
/// <param name="File">The file's full path.</param>
/// <param name="Length">The file's length in bytes.</param>
/// <param name="Written">When the file was last written to (UTC).</param>
/// <param name="Offset">Where the elements start.</param>
/// <param name="Size">The bytes they take.</param>
/// <param name="Checksum">Their masked checksum.</param>
/// <param name="DataType">The type of the elements.</param>
internal readonly record struct StoredTensorIdentity(string File, long Length, DateTime Written, long Offset, long Size, uint Checksum, DataType DataType);
