namespace TypedModels.Formats.Hdf5;

/// <summary>What the indexes of chunks of one dataset have in common.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Grid">How the dataset is cut into chunks.</param>
/// <param name="IsFiltered">Whether filters are applied to chunks, so that each has a length of its own.</param>
/// <param name="ArePartialAsTheyAre">Whether none is applied to chunks that are partly outside the dataset.</param>
internal sealed record ChunkedDataset(Hdf5Bytes Bytes, ChunkGrid Grid, bool IsFiltered, bool ArePartialAsTheyAre)
{
    /// <summary>A chunk of a position, with its place as an index stores it: an address, and after it, when there are filters, a length and the filters that were skipped.</summary>
    /// <returns>The chunk; null when it is not stored.</returns>
    public StoredChunk? ReadPlace(ref FieldReader reader, int length, long[] position)
    {
        long address = reader.Place();
        if (!IsFiltered)
        {
            return address == Hdf5Bytes.Undefined ? null : new StoredChunk(position, address, Grid.ChunkSize, 0);
        }

        long stored = reader.Count(length - Bytes.OffsetSize - sizeof(uint));
        uint skipped = reader.UInt32();
        return address == Hdf5Bytes.Undefined ? null : new StoredChunk(position, address, stored, Skipped(position, skipped));
    }

    /// <summary>The filters that were not applied to a chunk.</summary>
    public uint Skipped(long[] position, uint skipped) => ArePartialAsTheyAre && Grid.IsPartial(position) ? uint.MaxValue : skipped;

    /// <summary>Refuses places of another length than places can have.</summary>
    public void RequirePlaceLength(ref FieldReader reader, int length)
    {
        int width = length - Bytes.OffsetSize - (IsFiltered ? sizeof(uint) : 0);
        if (IsFiltered ? width is < 1 or > sizeof(long) : width != 0)
        {
            throw reader.Fault($"{length} bytes do not say where a chunk is");
        }
    }

    /// <summary>A chunk's number in an index that has room for all chunks that there may be.</summary>
    /// <param name="position">The chunk's position.</param>
    /// <param name="first">The axis that counts most, since it may grow without bound.</param>
    public long NumberOf(long[] position, int first)
    {
        long number = position[first];
        for (int axis = 0; axis < position.Length; axis++)
        {
            if (axis != first)
            {
                long count = Grid.MostCounts[axis];
                number = count != long.MaxValue && number <= (long.MaxValue - position[axis]) / count ? (number * count) + position[axis]
                    : throw Bytes.Damaged("It has more chunks than can be counted");
            }
        }

        return number;
    }
}
