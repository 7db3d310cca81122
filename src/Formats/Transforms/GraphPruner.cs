using TypedModels.Formats.Graphs;
using TypedModels.Formats.Operations;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Transforms;

/// <summary>Keeps of a graph what some tensors and operations need, with the functions that are called there: what is left of a training graph when it only answers.</summary>
internal static class GraphPruner
{
    /// <summary>The pruned graph; nodes keep their order.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="targets">The names of the tensors and operations that are wanted.</param>
    /// <param name="fed">The tensors that are given. Where nothing else needs their nodes, placeholders take the place of these.</param>
    /// <exception cref="ModelFormatException">The graph refers to nodes that it does not have.</exception>
    public static byte[] Prune(GraphDocument graph, IEnumerable<string> targets, IEnumerable<string>? fed = null)
    {
        var cut = new HashSet<TensorName>((fed ?? []).Select(name => TensorName.TryParse(name) ?? throw GraphFault.Of($"'{name}' is to be given, which is no name of a tensor")));
        var nodes = graph.Nodes;
        string[] kept = [.. cut.Where(tensor => !CanBeReplaced(nodes, tensor)).Select(tensor => tensor.Node)];
        cut.RemoveWhere(tensor => kept.Contains(tensor.Node));
        bool[] reached = ReachedNodes.From(nodes, targets.Concat(kept), cut);
        var fedNodes = new HashSet<string>(cut.Select(tensor => tensor.Node), StringComparer.Ordinal);
        bool Exists(string name) => nodes.IndexOf(name) is >= 0 and var index && (reached[index] || fedNodes.Contains(name));

        var pruned = new WireWriter();
        var functions = new ReachedFunctions(graph);
        for (int i = 0; i < nodes.Count; i++)
        {
            var node = nodes[i];
            if (reached[i])
            {
                pruned.Bytes(1, (Colocation.IsBroken(node, Exists) ? WithoutLost(node, Exists) : node.Bytes).Span);
                functions.Add(node);
            }
            else if (fedNodes.Contains(node.Name))
            {
                pruned.Message(1, Placeholder(node).Write());
            }
        }

        functions.Write(pruned, function => function.Bytes, name => name);
        return pruned.ToArray();
    }

    // Only a placeholder's single output can be given in another's place; placeholders are there for it.
    private static bool CanBeReplaced(NodeTable nodes, TensorName tensor) => nodes.IndexOf(tensor.Node) is >= 0 and var index
        && tensor.Index == 0 && !nodes[index].Operation.StartsWith("Placeholder", StringComparison.Ordinal) && TypeOf(nodes[index]) is not null;

    private static DataType? TypeOf(NodeDocument node)
    {
        if (OperationTable.Find(node.Operation) is not { Outputs: { Length: > 0 } outputs } definition)
        {
            return null;
        }

        var attributes = new BoundAttributes(node.Attributes, definition.Defaults, null);
        var types = outputs[0].TypeListAttribute.Length > 0 || outputs[0].TypeAttribute.Length == 0 || attributes.Find(outputs[0].TypeAttribute) is { Type: not null }
            ? ArgumentLayout.Types(outputs[0], attributes).Take(1).ToArray()
            : [];
        return types.Length > 0 && !outputs[0].IsReference ? types[0] : null;
    }

    private static NodeWriter Placeholder(NodeDocument node)
    {
        var shape = node.Attributes["_output_shapes"]?.List?.Shapes is { Count: > 0 } shapes ? shapes[0] : TensorShape.Unknown;
        return new NodeWriter(node.Name, "Placeholder").On(node.Device).With("dtype", AttributeWriter.Type(TypeOf(node)!.Value)).With("shape", AttributeWriter.Shape(shape));
    }

    private static ReadOnlyMemory<byte> WithoutLost(NodeDocument node, Func<string, bool> exists)
    {
        var writer = NodeCopy.Of(node, node.Name, node.Operation, tensor => tensor, control => control);
        foreach (var attribute in node.Attributes)
        {
            if (attribute.Key != Colocation.Attribute)
            {
                writer.With(attribute.Key, attribute.Value.Bytes);
            }
            else if (Colocation.Rewrite(attribute.Value, other => exists(other) ? other : null) is { } places)
            {
                writer.With(attribute.Key, places);
            }
        }

        return writer.Write().Written;
    }
}
