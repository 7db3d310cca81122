namespace TypedModels.Formats.Hdf5;

/// <summary>The chunks of a dataset in a tree of the older kind.</summary>
internal sealed class OldChunkTree(Hdf5Bytes bytes, ChunkGrid grid, long address) : ChunkIndex
{
    /// <inheritdoc/>
    public override IEnumerable<StoredChunk> Chunks()
    {
        int keyLength = 8 + ((grid.Rank + 1) * sizeof(ulong));
        var walk = new BlockWalk(bytes);
        var left = new Stack<(long Address, int? Level)>();
        if (address != Hdf5Bytes.Undefined)
        {
            left.Push((address, null));
        }

        while (left.Count > 0)
        {
            var next = left.Pop();
            var node = OldTreeNode.Read(bytes, next.Address, OldTreeNode.Chunks, keyLength, next.Level, walk);
            for (int i = node.Count - 1; i >= 0 && node.Level > 0; i--)
            {
                left.Push((node.ChildAt(i), node.Level - 1));
            }

            for (int i = 0; i < node.Count && node.Level == 0; i++)
            {
                yield return ReadChunk(node, i);
            }
        }
    }

    private StoredChunk ReadChunk(OldTreeNode node, int index)
    {
        var key = node.KeyAt(index);
        long length = key.UInt32();
        uint skipped = key.UInt32();
        var position = new long[grid.Rank];
        for (int axis = 0; axis < position.Length; axis++)
        {
            long start = key.Count(sizeof(ulong));
            position[axis] = start % grid.ChunkLengths[axis] == 0 ? start / grid.ChunkLengths[axis] : throw key.Fault($"a chunk starts at {start} of an axis that is cut into {grid.ChunkLengths[axis]}");
        }

        return new StoredChunk(position, node.ChildAt(index), length, skipped);
    }
}
