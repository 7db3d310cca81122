namespace TypedModels.Formats.Checkpoints;

/// <summary>What tells a tensor in a checkpoint from all others: its place in a file of a certain length and age, and what the index says of it. Equal ones are the same bytes.</summary>
/// <param name="File">The file, absolute.</param>
/// <param name="FileLength">The file's length.</param>
/// <param name="Written">When the file was last written.</param>
/// <param name="Offset">Where the elements start in it.</param>
/// <param name="Size">The bytes they take.</param>
/// <param name="Checksum">The masked checksum of those bytes.</param>
/// <param name="DataType">The type of the elements.</param>
internal sealed record StoredIdentity(string File, long FileLength, DateTime Written, long Offset, long Size, uint Checksum, DataType DataType)
{
    /// <summary>The identity of <paramref name="entry"/>; null for one that is stored in parts, or whose file is missing.</summary>
    public static StoredIdentity? Of(Checkpoint checkpoint, CheckpointEntry entry)
    {
        if (entry.Slices.Count > 0)
        {
            return null;
        }

        var file = new FileInfo(checkpoint.FileOf(entry));
        return file.Exists ? new StoredIdentity(file.FullName, file.Length, file.LastWriteTimeUtc, entry.Offset, entry.Size, entry.Checksum, entry.DataType) : null;
    }
}
