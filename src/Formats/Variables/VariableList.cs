using System.Text;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.SavedModels;

namespace TypedModels.Formats.Variables;

/// <summary>
/// The variables of a graph. Where checkpoints hold one is said by the operations that restore it, first those of the graph's own saver; else by the collections of
/// TensorFlow 1, when it is a part of a partitioned variable; else it is held under its own name.
/// </summary>
internal sealed class VariableList
{
    private static readonly string[] s_operations = ["VarHandleOp", "VariableV2", "Variable"];

    // The name that stands for a resource of its own each time (ResourceHandle::ANONYMOUS_NAME).
    private const string AnonymousName = "cd2c89b7-88b7-44c8-ad83-06c2a9158347";

    private VariableList(IReadOnlyList<GraphVariable> variables, IReadOnlyList<RestoredTensor> others)
    {
        Variables = variables;
        OtherTensors = others;
    }

    /// <summary>The variables: those of the graph in its order, then those that only bodies of functions hold.</summary>
    public IReadOnlyList<GraphVariable> Variables { get; }

    /// <summary>The tensors that the graph restores into something else than variables: tables, the object graph.</summary>
    public IReadOnlyList<RestoredTensor> OtherTensors { get; }

    /// <summary>The variables of a graph.</summary>
    /// <exception cref="ModelFormatException">The graph is damaged.</exception>
    public static VariableList Of(MetaGraphDocument metaGraph)
    {
        var nodes = NodesOf(metaGraph.Graph).ToList();
        var restorations = nodes.Count > 0 ? RestorationFinder.Find(metaGraph) : [];
        var names = restorations.Where(restoration => restoration.Taker?.Target is { } target && IsVariable(target.Node))
            .ToLookup(restoration => IdentityOf(restoration.Taker!.Target!.Node), StringComparer.Ordinal);
        var parts = PartsOf(metaGraph);
        return new VariableList(
            nodes.ConvertAll(place => Variable(place.Node, place.Function, [.. names[IdentityOf(place.Node)]], parts)),
            [.. restorations.Where(restoration => restoration.Taker?.Target is not { } target || !IsVariable(target.Node))
                .Select(restoration => new RestoredTensor(restoration.Name.Key, restoration.Taker?.Operation)).Distinct()]);
    }

    private static IEnumerable<(NodeDocument Node, string? Function)> NodesOf(GraphDocument graph)
    {
        foreach (var node in Among(graph.Nodes))
        {
            yield return (node, null);
        }

        foreach (var function in graph.Functions)
        {
            foreach (var node in Among(function.Nodes))
            {
                yield return (node, function.Name);
            }
        }
    }

    private static IEnumerable<NodeDocument> Among(NodeTable nodes) => nodes.ContainsOperation(s_operations) ? nodes.Where(IsVariable) : [];

    private static bool IsVariable(NodeDocument node) => Array.IndexOf(s_operations, node.Operation) >= 0;

    private static GraphVariable Variable(NodeDocument node, string? function, IReadOnlyList<Restoration> restorations, Dictionary<string, SavedName> parts)
    {
        string own = OwnName(node);

        // Of savers beside the graph's own, one that calls a variable by its own name goes before one that maps it to another.
        var names = restorations.OrderByDescending(restoration => restoration.IsOfSaver).ThenByDescending(restoration => restoration.Name.Key == own)
            .Select(restoration => restoration.Name).Distinct().ToList();
        return new GraphVariable
        {
            Node = node.Name,
            Function = function,
            Kind = node.Operation == "VarHandleOp" ? VariableKind.Resource : VariableKind.Reference,
            DataType = node.Attributes["dtype"]?.Type ?? DataType.Invalid,
            Shape = node.Attributes["shape"]?.Shape ?? TensorShape.Unknown,
            IsRestored = names.Count > 0,
            SavedNames = names.Count > 0 ? names : [parts.TryGetValue(node.Name, out var part) && function is null ? part : new SavedName(own, null)],
        };
    }

    private static Dictionary<string, SavedName> PartsOf(MetaGraphDocument metaGraph)
    {
        var parts = new Dictionary<string, SavedName>(StringComparer.Ordinal);
        foreach (var definition in metaGraph.VariableDefinitions)
        {
            if (definition.Slice is { } slice)
            {
                parts[definition.Node] = new SavedName(slice.FullName, new SavedPart(slice.WholeShape, slice.Slice));
            }
        }

        return parts;
    }

    // A handle's name is what the session calls the variable; nodes with one name share the variable.
    private static string OwnName(NodeDocument node) => node.Operation == "VarHandleOp" && SharedName(node) is { } shared ? shared : node.Name;

    private static string IdentityOf(NodeDocument node) => $"{TextOf(node, "container")}\0{SharedName(node) ?? node.Name}";

    private static string? SharedName(NodeDocument node) => TextOf(node, "shared_name") is { Length: > 0 } shared and not AnonymousName ? shared : null;

    private static string? TextOf(NodeDocument node, string attribute) => node.Attributes[attribute]?.Text is { } text ? Encoding.UTF8.GetString(text.ToArray()) : null;
}
