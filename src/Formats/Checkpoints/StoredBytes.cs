using TypedModels.Formats.Checksums;

namespace TypedModels.Formats.Checkpoints;

/// <summary>What is checked of every entry's bytes.</summary>
internal static class StoredBytes
{
    /// <summary>Refuses an entry that does not lie inside its file, or that no array can hold.</summary>
    public static void Check(ShardFile shard, CheckpointEntry entry)
    {
        if (entry.Size > shard.Length || entry.Offset > shard.Length - entry.Size)
        {
            throw CheckpointFault.Damaged(shard.Path, $"'{entry.Key}' lies at {entry.Offset} and is {entry.Size} bytes long, and the file has {shard.Length}");
        }

        // The longest array of bytes in .NET.
        if (entry.Size > 0x7FFFFFC7)
        {
            throw CheckpointFault.Unsupported(shard.Path, $"'{entry.Key}' is {entry.Size} bytes long, more than the 2 GB that are read at once", "Partition the variable before it is saved");
        }
    }

    /// <summary>Refuses bytes whose checksum is not the one in the index.</summary>
    public static void CheckChecksum(ShardFile shard, CheckpointEntry entry, uint crc)
    {
        if (MaskedCrc32C.Mask(crc) is var came && came != entry.Checksum)
        {
            throw CheckpointFault.Damaged(
                shard.Path, $"'{entry.Key}' ({entry.Size} bytes at {entry.Offset}) has the checksum {came:x8}, and the index says {entry.Checksum:x8}");
        }
    }
}
