namespace TypedModels.Formats.Hdf5;

/// <summary>Reads the message that says where a dataset's elements are.</summary>
internal static class LayoutReader
{
    private const string Structure = "layout message";
    private const int NewestVersion = 4;
    private const string Remedy = "Save the dataset in the file itself, in one run or in chunks";

    /// <summary>Reads a dataset's layout.</summary>
    public static ElementStorage Read(Hdf5Bytes bytes, ObjectHeader header, Hdf5Type type, Hdf5Space space)
    {
        var message = header.Find(MessageType.Layout) ?? throw bytes.Damaged("The dataset does not say where its elements are");
        if (header.Find(MessageType.ExternalFiles) is not null)
        {
            throw bytes.Unsupported("Its elements are in other files, which are not read", Remedy);
        }

        var reader = header.Fields(message, Structure);
        int version = reader.Version(1, NewestVersion);
        var dataset = new DatasetLayout(bytes, type, space, FillValue.Read(bytes, header, type), ChunkFilters.Read(bytes, header), version);
        return version < 3 ? dataset.ReadOld(ref reader) : dataset.ReadNew(ref reader);
    }

    /// <summary>What the layouts of one dataset have in common.</summary>
    private sealed record DatasetLayout(Hdf5Bytes Bytes, Hdf5Type Type, Hdf5Space Space, FillValue Fill, ChunkFilters Filters, int Version)
    {
        public ElementStorage ReadOld(ref FieldReader reader)
        {
            int axes = reader.UInt8();
            var kind = (LayoutClass)reader.UInt8();
            reader.Skip(5);
            long address = kind == LayoutClass.Compact ? Hdf5Bytes.Undefined : reader.Place();
            if (kind == LayoutClass.Chunked)
            {
                return ChunkedFrom(address, reader.Inner(Structure, (long)axes * sizeof(uint)), axes);
            }

            reader.Skip((long)axes * sizeof(uint));
            return kind == LayoutClass.Compact ? new InlineStorage(Bytes, reader.Bytes(reader.UInt32())) : Contiguous(address, null);
        }

        public ElementStorage ReadNew(ref FieldReader reader)
        {
            switch ((LayoutClass)reader.UInt8())
            {
                case LayoutClass.Compact:
                    return new InlineStorage(Bytes, reader.Bytes(reader.UInt16()));
                case LayoutClass.Contiguous:
                    long address = reader.Place();
                    return Contiguous(address, reader.Length());
                case LayoutClass.Chunked when Version == 3:
                    int axes = reader.UInt8();
                    address = reader.Place();
                    return ChunkedFrom(address, reader, axes);
                case LayoutClass.Chunked:
                    return NewChunkLayout.Read(ref reader, Bytes, Type, Space, Filters, Fill);
                case LayoutClass.Virtual:
                    throw Bytes.Unsupported("Its elements are those of other datasets (a virtual dataset), which is not read", Remedy);
                default:
                    throw reader.Fault("elements are neither in one run nor in chunks");
            }
        }

        private ElementStorage Contiguous(long address, long? stored) =>
            address == Hdf5Bytes.Undefined ? new FillStorage(Bytes, Fill) : new ContiguousStorage(Bytes, address, stored);

        private ChunkedStorage ChunkedFrom(long address, FieldReader lengths, int axes)
        {
            // The last axis is the bytes of an element.
            var grid = ChunkGrid.Read(ref lengths, Space, Type, axes - 1, sizeof(uint));
            return new ChunkedStorage(Bytes, grid, Filters, new OldChunkTree(Bytes, grid, address), Fill);
        }
    }
}
