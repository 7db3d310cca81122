namespace TypedModels.Formats.Hdf5;

/// <summary>
/// The index of a dataset that can grow without bound on one axis (<c>EAHD</c>): places in the first block (<c>EAIB</c>), then in blocks that grow (<c>EADB</c>), which the first block names itself or through blocks of
/// addresses (<c>EASB</c>).
/// </summary>
internal sealed class ExtensibleChunkArray : ChunkIndex
{
    private const string Structure = "array of chunks";

    private readonly ChunkedDataset _dataset;
    private readonly ExtensibleArrayBlocks? _blocks;
    private readonly int _placeLength;
    private readonly int _growingAxis;

    private ExtensibleChunkArray(ChunkedDataset dataset, ExtensibleArrayBlocks? blocks, int placeLength)
    {
        _dataset = dataset;
        _blocks = blocks;
        _placeLength = placeLength;
        _growingAxis = Math.Max(0, dataset.Grid.MostCounts.IndexOf(long.MaxValue));
    }

    /// <summary>Reads the array's head, at the place that a layout message says.</summary>
    public static ExtensibleChunkArray Read(ref FieldReader message, ChunkedDataset dataset)
    {
        message.Skip(5); // How blocks grow, which the array says too.
        long address = message.Place();
        if (address == Hdf5Bytes.Undefined)
        {
            return new ExtensibleChunkArray(dataset, null, 0);
        }

        var bytes = dataset.Bytes;
        var header = bytes.Block(Structure, "EAHD", address, 16 + (6 * bytes.LengthSize) + bytes.OffsetSize);
        header.RequireChecksum();
        header.Version(0, 0);
        header.Skip(1);
        int placeLength = header.UInt8();
        dataset.RequirePlaceLength(ref header, placeLength);
        var shape = ExtensibleArrayShape.Read(ref header);
        header.Skip(6L * bytes.LengthSize); // How much of everything there is.
        long first = header.Place();
        return new ExtensibleChunkArray(dataset, first == Hdf5Bytes.Undefined ? null : new ExtensibleArrayBlocks(bytes, shape, placeLength, first), placeLength);
    }

    /// <inheritdoc/>
    public override IEnumerable<StoredChunk> Chunks()
    {
        if (_blocks is null)
        {
            yield break;
        }

        foreach (var position in _dataset.Grid.Positions())
        {
            if (_blocks.Find(_dataset.NumberOf(position, _growingAxis)) is { } place)
            {
                var reader = new FieldReader(_dataset.Bytes, place, Structure, 0);
                if (_dataset.ReadPlace(ref reader, _placeLength, (long[])position.Clone()) is { } chunk)
                {
                    yield return chunk;
                }
            }
        }
    }
}
