namespace TypedModels.Formats.Files;

/// <summary>By what stored bytes are known again: their place in a file of a certain length and age.</summary>
/// <param name="File">The file's full path.</param>
/// <param name="FileLength">The file's length in bytes.</param>
/// <param name="Written">When the file was last written to (UTC).</param>
/// <param name="Offset">Where the bytes start.</param>
internal readonly record struct FilePlace(string File, long FileLength, DateTime Written, long Offset);
