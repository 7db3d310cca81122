using TypedModels.Formats.Graphs;

namespace TypedModels.Formats.Variables;

/// <summary>A graph, or the body of a function at one of its calls.</summary>
internal sealed class CallScope
{
    /// <summary>The deepest nesting of calls that is followed; functions of a file may call themselves.</summary>
    public const int MostNesting = 64;

    private readonly GraphDocument _graph;
    private readonly NodeDocument? _call;
    private readonly Dictionary<string, int> _arguments = new(StringComparer.Ordinal);

    /// <summary>The graph itself.</summary>
    public CallScope(GraphDocument graph)
    {
        _graph = graph;
        Nodes = graph.Nodes;
    }

    private CallScope(CallScope caller, NodeDocument call, FunctionDocument function)
    {
        _graph = caller._graph;
        _call = call;
        Caller = caller;
        Function = function;
        Nodes = function.Nodes;
        Depth = caller.Depth + 1;
        for (int i = 0; i < function.Definition.Inputs.Length; i++)
        {
            _arguments[function.Definition.Inputs[i].Name] = i;
        }
    }

    /// <summary>The nodes.</summary>
    public NodeTable Nodes { get; }

    /// <summary>The function, or null of the graph itself.</summary>
    public FunctionDocument? Function { get; }

    /// <summary>Where the function is called, or null of the graph itself.</summary>
    public CallScope? Caller { get; }

    /// <summary>How many calls it lies in.</summary>
    public int Depth { get; }

    /// <summary>The function that a node calls, or null.</summary>
    public static FunctionDocument? CalledBy(GraphDocument graph, NodeDocument node) => node.Operation switch
    {
        "PartitionedCall" or "StatefulPartitionedCall" => node.Attributes["f"]?.Function is { } function ? graph.Function(function.Name) : null,
        _ => graph.Function(node.Operation),
    };

    /// <summary>The function that a node of this scope calls, or null.</summary>
    public FunctionDocument? CalledBy(NodeDocument node) => CalledBy(_graph, node);

    /// <summary>The body of a function that a node of this scope calls; null when calls nest too deep.</summary>
    public CallScope? Enter(NodeDocument call, FunctionDocument function) => Depth < MostNesting ? new CallScope(this, call, function) : null;

    /// <summary>What the caller gives for an argument of the function; null when <paramref name="input"/> is none.</summary>
    public string? ArgumentOf(string input) => _arguments.TryGetValue(input, out int index) && index < _call!.Inputs.Count ? _call.Inputs[index] : null;
}
