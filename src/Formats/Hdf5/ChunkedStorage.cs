using TypedModels.Formats.Checkpoints;

namespace TypedModels.Formats.Hdf5;

/// <summary>Elements that are stored in chunks of equal shape, each of which filters may have been applied to. One chunk is in memory at a time.</summary>
internal sealed class ChunkedStorage(Hdf5Bytes bytes, ChunkGrid grid, ChunkFilters filters, ChunkIndex index, FillValue fill) : ElementStorage
{
    private const string Structure = "chunk";

    /// <inheritdoc/>
    public override void RequireStored(long length)
    {
        filters.RequireKnown();
        StoredSize.RequirePlausible(bytes, length);
    }

    /// <inheritdoc/>
    public override void Read(Span<byte> destination)
    {
        fill.Fill(destination);
        var whole = new TensorRegion(new long[grid.Rank], grid.Lengths.ToArray());
        long left = bytes.Length;
        long last = -1;
        byte[] memory = [];
        foreach (var chunk in index.Chunks())
        {
            if (!grid.Contains(chunk.Position))
            {
                continue;
            }

            // Each chunk comes once, and none lies in another: a few bytes that are told to be many chunks would take time without bound.
            long order = grid.OrderOf(chunk.Position);
            left -= chunk.Length;
            if (order <= last || left < 0)
            {
                throw bytes.Damaged($"The chunk at {chunk.Address} is out of its order, or overlaps others");
            }

            last = order;
            var elements = ReadChunk(chunk, ref memory);
            TensorRegion.CopyCommon(elements, RegionOf(chunk), destination, whole, grid.ElementSize);
        }
    }

    private ReadOnlySpan<byte> ReadChunk(StoredChunk chunk, ref byte[] memory)
    {
        bytes.RequireInside(Structure, chunk.Address, chunk.Length);
        if (chunk.Length > int.MaxValue || (chunk.Length < grid.ChunkSize && !filters.IsCompressed(chunk)))
        {
            throw bytes.Damaged($"The chunk at {chunk.Address} takes {chunk.Length} bytes, and {grid.ChunkSize} make a chunk");
        }

        if (memory.Length < chunk.Length)
        {
            memory = new byte[chunk.Length];
        }

        var stored = memory.AsMemory(0, (int)chunk.Length);
        bytes.Read(Structure, chunk.Address, stored.Span);
        var elements = filters.Undo(stored, chunk, grid.ChunkSize);
        return elements.Length == grid.ChunkSize ? elements.Span : throw bytes.Damaged($"The chunk at {chunk.Address} comes to {elements.Length} bytes, and {grid.ChunkSize} make a chunk");
    }

    private TensorRegion RegionOf(StoredChunk chunk)
    {
        var starts = new long[grid.Rank];
        for (int axis = 0; axis < starts.Length; axis++)
        {
            starts[axis] = chunk.Position[axis] * grid.ChunkLengths[axis];
        }

        return new TensorRegion(starts, grid.ChunkLengths);
    }
}
