using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Transforms;

/// <summary>
/// Puts a prefix before all names of a graph that others in a session could meet: nodes, functions, and the names under which variables, tables and queues are shared. Seeds stay.
/// </summary>
internal sealed class GraphPrefixer
{
    private readonly GraphDocument _graph;
    private readonly string _prefix;
    private readonly Dictionary<string, string> _redirected;
    private readonly AttributeRewriter _rewriter;

    private GraphPrefixer(GraphDocument graph, string prefix, IReadOnlyDictionary<string, string> redirected)
    {
        _graph = graph;
        _prefix = prefix;
        _redirected = redirected.ToDictionary(entry => Variable(entry.Key), entry => entry.Value, StringComparer.Ordinal);
        _rewriter = new AttributeRewriter(Function, name => new WireWriter().Text((int)AttributeKind.Placeholder, name).Written);
    }

    /// <summary>The same graph under a prefix.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="prefix">What all names begin with, such as <c>trained/</c>.</param>
    /// <param name="redirected">
    /// Tensors of the graph that are others, of another graph in the session, and the names of these: variables that two graphs have in common. Their nodes are left out.
    /// </param>
    /// <exception cref="ModelFormatException">A tensor to redirect is not the first output of a node.</exception>
    public static byte[] Prefix(GraphDocument graph, string prefix, IReadOnlyDictionary<string, string>? redirected = null)
    {
        var prefixer = new GraphPrefixer(graph, prefix, redirected ?? new Dictionary<string, string>());
        var target = new WireWriter(graph.Bytes.Length);
        var functions = new ReachedFunctions(graph);
        foreach (var node in graph.Nodes)
        {
            functions.Add(node);
            if (!prefixer._redirected.ContainsKey(node.Name))
            {
                target.Message(1, prefixer.Rewrite(node));
            }
        }

        functions.Write(target, prefixer.Rewrite, prefixer.Function);
        return target.ToArray();
    }

    private WireWriter Rewrite(NodeDocument node)
    {
        var writer = NodeCopy.Of(node, _prefix + node.Name, Function(node.Operation), Tensor);
        return Annotate(writer, node, isInFunction: false).Write();
    }

    private ReadOnlyMemory<byte> Rewrite(FunctionDocument function)
    {
        var target = new WireWriter(function.Bytes.Length);
        var reader = new WireReader(function.Bytes, "FunctionDef");
        for (int start = 0; reader.Next(); start = reader.Position)
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Bytes):
                    // A field that occurs again replaces the earlier one: the new name after the definition.
                    target.Message(1, new WireWriter().Fields(reader.Bytes().Span).Text(1, Function(function.Name)));
                    break;
                case (3, WireType.Bytes):
                    var node = new NodeDocument(reader.Bytes());
                    target.Message(3, Annotate(NodeCopy.Of(node, node.Name, Function(node.Operation), input => input), node, isInFunction: true).Write());
                    break;
                case (5, WireType.Bytes):
                    var (name, value) = MapEntry.Read(reader.Message("FunctionDef.attr"));
                    target.Message(5, new WireWriter().Text(1, name).Bytes(2, RewriteOfFunction(name, new AttributeDocument(value, 0)).Span));
                    break;
                default:
                    reader.Skip();
                    target.Fields(function.Bytes.Slice(start, reader.Position - start).Span);
                    break;
            }
        }

        return target.Written;
    }

    // TensorFlow exchanges functions that say they do the same, and finds those for other devices and gradients by these texts.
    private ReadOnlyMemory<byte> RewriteOfFunction(string name, AttributeDocument value) => name switch
    {
        "api_implements" or "forward_function_name" or "backward_function_name" when value.Text is { } text =>
            AttributeWriter.Text(_prefix + System.Text.Encoding.UTF8.GetString(text.ToArray())).Written,
        _ => _rewriter.Rewrite(value),
    };

    private NodeWriter Annotate(NodeWriter writer, NodeDocument node, bool isInFunction)
    {
        var attributes = new BoundAttributes(node.Attributes, Operations.OperationTable.Find(node.Operation)?.Defaults, null);
        string? sharedName = SharedName(node, attributes, isInFunction);
        foreach (var attribute in node.Attributes)
        {
            if (sharedName is null || attribute.Key != SharedNames.Attribute)
            {
                Annotate(writer, node, isInFunction, attribute.Key, attribute.Value);
            }
        }

        return sharedName is null ? writer : writer.With(SharedNames.Attribute, AttributeWriter.Text(sharedName));
    }

    private void Annotate(NodeWriter writer, NodeDocument node, bool isInFunction, string name, AttributeDocument value)
    {
        if (name == Colocation.Attribute && !isInFunction)
        {
            if (Colocation.Rewrite(value, Node) is { } places)
            {
                writer.With(name, places);
            }
        }
        else if (IsKey(node.Operation, name) && value.Text is { Length: > 0 } text)
        {
            writer.With(name, AttributeWriter.Text((name == SharedNames.Container ? _prefix.Replace('_', '-') : _prefix) + System.Text.Encoding.UTF8.GetString(text.ToArray())));
        }
        else
        {
            writer.With(name, _rewriter.Rewrite(value));
        }
    }

    /// <summary>The name under which a node shares, where the attribute has to be set; null where the node's other attributes say all.</summary>
    private string? SharedName(NodeDocument node, BoundAttributes attributes, bool isInFunction)
    {
        if (!SharedNames.AreOf(node.Operation) || node.Attributes[SharedNames.Attribute] is { Placeholder: not null })
        {
            return null;
        }

        string name = attributes.Text(SharedNames.Attribute);
        if (name == SharedNames.Anonymous)
        {
            return null;
        }

        if (name.Length > 0 || node.Operation == "VarHandleOp")
        {
            return _prefix + name;
        }

        // Outside of functions the node's name has the prefix already.
        return isInFunction && SharedNames.IsNodeName(node.Operation, attributes) ? _prefix + node.Name : null;
    }

    // Besides names for the session: those by which the nodes of one call find each other.
    private static bool IsKey(string operation, string attribute) => attribute switch
    {
        SharedNames.Container => SharedNames.AreOf(operation),
        Frames.NameAttribute => Frames.IsEnter(operation),
        "var_name" => operation is "TemporaryVariable" or "DestroyTemporaryVariable",
        _ => false,
    };

    private string Function(string name) => _graph.Function(name) is null ? name : _prefix + name;

    private string Node(string name) => _redirected.TryGetValue(name, out string? other) ? InlinedCall.NodeOf(other) : _prefix + name;

    private string Tensor(string name)
    {
        string node = InlinedCall.NodeOf(name);
        if (!_redirected.TryGetValue(node, out string? other))
        {
            return _prefix + name;
        }

        return TensorName.TryParse(name) is { Index: 0 } ? other : throw GraphFault.Of($"'{name}' is read, and its node is a variable of another graph");
    }

    private string Variable(string tensor) => TensorName.TryParse(tensor) is { Index: 0 } name && _graph.Nodes.IndexOf(name.Node) >= 0
        ? name.Node
        : throw GraphFault.Of($"'{tensor}' is to be a variable of another graph, and is none of this one");
}
