using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Transforms;

/// <summary>Adds nodes to a graph. The graph's own bytes stay as they are: protobuf merges what is appended to a message.</summary>
/// <param name="graph">The graph.</param>
internal sealed class GraphBuilder(GraphDocument graph)
{
    private readonly WireWriter _added = new();

    /// <summary>The names that are free in the graph.</summary>
    public FreshNames Names { get; } = new(graph.Nodes);

    /// <summary>Adds a node, whose name was taken from <see cref="Names"/>.</summary>
    /// <returns>The node's name, which is that of its first output too.</returns>
    public string Add(NodeWriter node)
    {
        _added.Message(1, node.Write());
        return node.Name;
    }

    /// <summary>The graph with what was added.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[(long)graph.Bytes.Length + _added.Written.Length];
        graph.Bytes.CopyTo(bytes);
        _added.Written.CopyTo(bytes.AsMemory(graph.Bytes.Length));
        return bytes;
    }
}
