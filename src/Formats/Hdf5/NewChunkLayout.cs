namespace TypedModels.Formats.Hdf5;

/// <summary>The part of a layout message of version 4 that says where chunks are: one of five kinds of index, chosen by how the dataset may grow.</summary>
internal static class NewChunkLayout
{
    private const int PartialAsTheyAreFlag = 1;
    private const int FilteredSingleFlag = 2;

    /// <summary>Reads the rest of the message.</summary>
    public static ElementStorage Read(ref FieldReader reader, Hdf5Bytes bytes, Hdf5Type type, Hdf5Space space, ChunkFilters filters, FillValue fill)
    {
        int flags = reader.UInt8();
        int axes = reader.UInt8();
        int width = reader.UInt8();
        if (width is 0 or > sizeof(long))
        {
            throw reader.Fault($"the lengths of chunks are numbers of {width} bytes");
        }

        // The last axis is the bytes of an element.
        var grid = ChunkGrid.Read(ref reader, space, type, axes - 1, width);
        bool arePartialAsTheyAre = (flags & PartialAsTheyAreFlag) != 0;
        var dataset = new ChunkedDataset(bytes, grid, !filters.IsEmpty, arePartialAsTheyAre);
        ChunkIndex index = reader.UInt8() switch
        {
            1 => SingleChunk.Read(ref reader, dataset, (flags & FilteredSingleFlag) != 0),
            2 => new ImplicitChunks(dataset, reader.Place()),
            3 => FixedChunkArray.Read(ref reader, dataset),
            4 => ExtensibleChunkArray.Read(ref reader, dataset),
            5 => NewChunkTree.Read(ref reader, dataset),
            var kind => throw reader.Fault($"an index of chunks of the unknown kind {kind} is none"),
        };
        return new ChunkedStorage(bytes, grid, filters, index, fill);
    }
}
