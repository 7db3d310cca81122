using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Graphs;

/// <summary>A <c>VersionDef</c>: which versions of TensorFlow's graph format wrote the graph and can read it.</summary>
internal sealed class VersionsDocument
{
    /// <summary>Reads the versions; no bytes mean that none are given.</summary>
    public VersionsDocument(ReadOnlyMemory<byte> bytes)
    {
        var reader = new WireReader(bytes, "VersionDef");
        var bad = new List<long>();
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Varint):
                    Producer = reader.Int32();
                    break;
                case (2, WireType.Varint):
                    LowestConsumer = reader.Int32();
                    break;
                case (3, WireType.Varint or WireType.Bytes):
                    Packed.ReadVarints(ref reader, bad);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        BadConsumers = bad.ConvertAll(version => unchecked((int)version));
    }

    /// <summary>The version that wrote the graph.</summary>
    public int Producer { get; }

    /// <summary>The lowest version that can read it.</summary>
    public int LowestConsumer { get; }

    /// <summary>Versions that must not read it.</summary>
    public IReadOnlyList<int> BadConsumers { get; }
}
