using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.SavedModels;

/// <summary>A <c>SavedModel</c> message: one or more graphs, each selected by its set of tags.</summary>
internal sealed class SavedModelDocument
{
    /// <summary>Finds the meta graphs and reads what is small in them.</summary>
    /// <exception cref="ModelFormatException">The bytes are not a <c>SavedModel</c>.</exception>
    public SavedModelDocument(ReadOnlyMemory<byte> bytes)
    {
        var metaGraphs = new List<MetaGraphDocument>();
        var reader = new WireReader(bytes, "SavedModel");
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Varint):
                    SchemaVersion = reader.Int64();
                    break;
                case (2, WireType.Bytes):
                    metaGraphs.Add(new MetaGraphDocument(reader.Bytes()));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        MetaGraphs = metaGraphs;
    }

    /// <summary>The version of the format, 1 in every file known.</summary>
    public long SchemaVersion { get; }

    /// <summary>The meta graphs, in the file's order.</summary>
    public IReadOnlyList<MetaGraphDocument> MetaGraphs { get; }

    /// <summary>The meta graph with exactly these tags, in any order, or null.</summary>
    public MetaGraphDocument? Find(IEnumerable<string> tags)
    {
        var wanted = new HashSet<string>(tags, StringComparer.Ordinal);
        return MetaGraphs.FirstOrDefault(metaGraph => wanted.SetEquals(metaGraph.Tags));
    }
}
