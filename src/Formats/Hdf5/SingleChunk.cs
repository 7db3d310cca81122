namespace TypedModels.Formats.Hdf5;

/// <summary>The index of a dataset that is one chunk: its place.</summary>
internal sealed class SingleChunk(StoredChunk? chunk) : ChunkIndex
{
    /// <summary>Reads the chunk's place from a layout message.</summary>
    public static SingleChunk Read(ref FieldReader reader, ChunkedDataset dataset, bool isFiltered)
    {
        var position = new long[dataset.Grid.Rank];
        long length = isFiltered ? reader.Length() : dataset.Grid.ChunkSize;
        uint skipped = isFiltered ? reader.UInt32() : dataset.IsFiltered ? uint.MaxValue : 0;
        long address = reader.Place();
        return new SingleChunk(address == Hdf5Bytes.Undefined ? null : new StoredChunk(position, address, length, skipped));
    }

    /// <inheritdoc/>
    public override IEnumerable<StoredChunk> Chunks() => chunk is { } single ? [single] : [];
}
