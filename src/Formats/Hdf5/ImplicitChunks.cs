namespace TypedModels.Formats.Hdf5;

/// <summary>No index: the chunks, to which no filters are applied, lie one after the other.</summary>
internal sealed class ImplicitChunks(ChunkedDataset dataset, long address) : ChunkIndex
{
    /// <inheritdoc/>
    public override IEnumerable<StoredChunk> Chunks()
    {
        if (address == Hdf5Bytes.Undefined)
        {
            yield break;
        }

        foreach (var position in dataset.Grid.Positions())
        {
            long number = dataset.NumberOf(position, 0);
            int size = dataset.Grid.ChunkSize;
            yield return number <= (dataset.Bytes.Length - address) / size ? new StoredChunk(position, address + (number * size), size, 0)
                : throw dataset.Bytes.Damaged($"Its chunks, from {address} on, do not all lie inside the file");
        }
    }
}
