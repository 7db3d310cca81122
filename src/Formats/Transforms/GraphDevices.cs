using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Transforms;

/// <summary>Takes away the devices that nodes were placed on where a graph was made: the next computer may not have them, and then TensorFlow's loader refuses the graph.</summary>
internal static class GraphDevices
{
    private const int NodeDevice = 4;

    /// <summary>The same graph, its nodes and those of its functions on no device in particular.</summary>
    /// <exception cref="ModelFormatException">The graph is damaged.</exception>
    public static byte[] Clear(ReadOnlyMemory<byte> graph) => Copy(graph, "GraphDef", field => field switch { 1 => Node, 2 => Library, _ => null }).ToArray();

    private static WireWriter Library(ReadOnlyMemory<byte> library) => Copy(library, "FunctionDefLibrary", field => field == 1 ? Function : null);

    private static WireWriter Function(ReadOnlyMemory<byte> function) => Copy(function, "FunctionDef", field => field == 3 ? Node : null);

    private static WireWriter Node(ReadOnlyMemory<byte> node) => Copy(node, "NodeDef", _ => null, NodeDevice);

    private static WireWriter Copy(ReadOnlyMemory<byte> message, string name, Func<int, Func<ReadOnlyMemory<byte>, WireWriter>?> rewriteOf, int dropped = 0)
    {
        var target = new WireWriter(message.Length);
        var reader = new WireReader(message, name);
        for (int start = 0; reader.Next(); start = reader.Position)
        {
            int field = reader.Field;
            if (reader.Type == WireType.Bytes && rewriteOf(field) is { } rewrite)
            {
                target.Message(field, rewrite(reader.Bytes()));
                continue;
            }

            reader.Skip();
            if (field != dropped)
            {
                target.Fields(message.Slice(start, reader.Position - start).Span);
            }
        }

        return target;
    }
}
