using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Graphs;

/// <summary>A <c>GraphDef</c>: nodes and the functions they call. A view of the file's bytes, read where it is looked at. Not for several threads at once.</summary>
internal sealed class GraphDocument
{
    private readonly Dictionary<string, FunctionDocument> _functions;

    /// <summary>Finds the nodes and functions in a graph, without reading them.</summary>
    /// <exception cref="ModelFormatException">The bytes are not a <c>GraphDef</c>.</exception>
    public GraphDocument(ReadOnlyMemory<byte> bytes)
    {
        Bytes = bytes;
        var nodes = new Extents();
        MergedMessage library = new(), versions = new();
        var reader = new WireReader(bytes, "GraphDef");
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Bytes):
                    int length = reader.Bytes().Length;
                    nodes.Add(reader.Position - length, length);
                    break;
                case (2, WireType.Bytes):
                    library.Add(reader.Bytes());
                    break;
                case (4, WireType.Bytes):
                    versions.Add(reader.Bytes());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        Nodes = new NodeTable(bytes, nodes);
        Versions = new VersionsDocument(versions.ToMemory());
        _functions = ReadLibrary(library.ToMemory());
    }

    /// <summary>The message itself, as it can be handed to TensorFlow.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The nodes of the graph.</summary>
    public NodeTable Nodes { get; }

    /// <summary>The versions of the graph format.</summary>
    public VersionsDocument Versions { get; }

    /// <summary>The functions of the graph's library, in the file's order.</summary>
    public IReadOnlyCollection<FunctionDocument> Functions => _functions.Values;

    /// <summary>The function called <paramref name="name"/>, or null when the library has none.</summary>
    public FunctionDocument? Function(string name) => _functions.TryGetValue(name, out var function) ? function : null;

    private static Dictionary<string, FunctionDocument> ReadLibrary(ReadOnlyMemory<byte> bytes)
    {
        var functions = new Dictionary<string, FunctionDocument>(StringComparer.Ordinal);
        var reader = new WireReader(bytes, "FunctionDefLibrary");
        while (reader.Next())
        {
            if (reader is { Field: 1, Type: WireType.Bytes })
            {
                var function = new FunctionDocument(reader.Bytes());
                functions[function.Name] = function;
            }
            else
            {
                reader.Skip();
            }
        }

        return functions;
    }
}
