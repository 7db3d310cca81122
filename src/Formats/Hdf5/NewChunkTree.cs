namespace TypedModels.Formats.Hdf5;

/// <summary>The chunks of a dataset in a tree of the newer kind.</summary>
internal sealed class NewChunkTree(ChunkedDataset dataset, NewTree? tree, int placeLength) : ChunkIndex
{
    /// <summary>Reads the tree's header, at the place that a layout message says.</summary>
    public static NewChunkTree Read(ref FieldReader message, ChunkedDataset dataset)
    {
        message.Skip(6); // How long nodes are and when they are split, which the tree says too.
        long address = message.Place();
        if (address == Hdf5Bytes.Undefined)
        {
            return new NewChunkTree(dataset, null, 0);
        }

        int positionLength = dataset.Grid.Rank * sizeof(ulong);
        var tree = NewTree.Read(dataset.Bytes, address, dataset.IsFiltered ? NewTree.FilteredChunks : NewTree.Chunks, null);
        int placeLength = tree.RecordLength - positionLength;
        dataset.RequirePlaceLength(ref message, placeLength);
        return new NewChunkTree(dataset, tree, placeLength);
    }

    /// <inheritdoc/>
    public override IEnumerable<StoredChunk> Chunks()
    {
        foreach (var record in tree?.Records() ?? [])
        {
            if (ReadChunk(record) is { } chunk)
            {
                yield return chunk;
            }
        }
    }

    private StoredChunk? ReadChunk(ReadOnlyMemory<byte> record)
    {
        var position = new long[dataset.Grid.Rank];
        var after = new FieldReader(dataset.Bytes, record.Slice(placeLength), "record of a chunk", 0);
        for (int axis = 0; axis < position.Length; axis++)
        {
            position[axis] = after.Count(sizeof(ulong));
        }

        var place = new FieldReader(dataset.Bytes, record.Slice(0, placeLength), "record of a chunk", 0);
        return dataset.ReadPlace(ref place, placeLength, position);
    }
}
