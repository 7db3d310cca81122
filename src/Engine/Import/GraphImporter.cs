using System.Text;
using TypedModels.Engine.Graphs;
using TypedModels.Engine.Memory;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Import;

/// <summary>
/// Turns the part of a <c>GraphDef</c> that is wanted into a <see cref="Graph"/>: nodes are read when something reaches them, calls of functions are replaced by what the functions do.
/// Not for several threads at once.
/// </summary>
/// <param name="document">The graph with its functions.</param>
/// <param name="budget">Who pays for its constants.</param>
internal sealed class GraphImporter(GraphDocument document, MemoryBudget? budget)
{
    // Functions that call each other twice at each level would double a small file again and again.
    private const int MostInlinedNodes = 100_000;

    // TF_GRAPH_DEF_VERSION of TensorFlow 2.16.
    private const int KnownVersion = 1766;

    private readonly Queue<PendingLink> _links = new();
    private readonly Queue<Action> _results = new();

    /// <summary>The functions of the graph.</summary>
    public GraphDocument Document => document;

    /// <summary>Who pays for the graph's constants.</summary>
    public MemoryBudget? Budget => budget;

    /// <summary>Whether calls are still replaced by their functions.</summary>
    public bool MayInline => NodeCount < MostInlinedNodes;

    /// <summary>The nodes of functions that were imported.</summary>
    public int NodeCount { get; set; }

    /// <summary>Imports what some tensors and operations need.</summary>
    /// <param name="fed">The names of the tensors that are given.</param>
    /// <param name="fetched">The names of the tensors that are wanted.</param>
    /// <param name="targets">The names of the operations that are to run.</param>
    /// <exception cref="OperationException">The graph refers to something it does not have, or tensors have other types than they should.</exception>
    public Graph Import(IReadOnlyList<(string Name, DataType Type)> fed, IReadOnlyList<(string Name, DataType Type)> fetched, IReadOnlyList<string> targets)
    {
        RequireVersion();
        var arguments = fed.Select(tensor => Argument(tensor.Name, tensor.Type)).ToArray();
        var graph = new Graph(arguments);
        var scope = new ImportScope(this, document.Nodes, null);
        int symbols = 0;
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i].Shapes = [InferredShape.Of(DeclaredShape(fed[i].Name), () => Dimension.Symbol(++symbols))];
            scope.Feed(fed[i].Name, arguments[i]);
        }

        foreach (var (name, type) in fetched)
        {
            var value = scope.ResolveValue(Encoding.UTF8.GetBytes(name));
            RequireType("output", name, type, value.Index < value.Node.OutputTypes.Length ? value.Type : null);
            graph.Results.Add(value);
        }

        foreach (string target in targets)
        {
            scope.AddControl(Encoding.UTF8.GetBytes(target), graph.Targets);
        }

        LinkAll();
        return graph;
    }

    /// <summary>Imports a function that stays one.</summary>
    public FunctionGraph ImportFunction(FunctionReference reference, ImportScope caller, NodeAttributes callerAttributes)
    {
        if (caller.FindRunning(reference.Name) is { } running)
        {
            running.IsShared = true;
            return running;
        }

        if (NodeCount > 2 * MostInlinedNodes)
        {
            throw OperationException.ResourceExhausted($"The functions of the graph call each other so often that they come to more than {NodeCount} nodes.");
        }

        var function = Find(reference.Name);
        var attributes = new NodeAttributes(reference.Attributes, function.Definition.Defaults, callerAttributes);
        var values = ArgumentValues.Of(function.Definition.Inputs, attributes);
        var arguments = values.Types.Select((type, index) => Argument($"{function.Name}.{index}", values.References is { } references && references[index] != DataType.Invalid ? references[index] : type)).ToArray();
        var graph = new FunctionGraph(function.Name, arguments);
        var scope = new ImportScope(this, function.Nodes, caller) { Function = function, Attributes = attributes, Graph = graph, Prefix = caller.Prefix + function.Name + "/" };
        scope.SetArguments(index => arguments[index].Output(0));
        _results.Enqueue(() =>
        {
            graph.Results.AddRange(scope.Results);
            graph.Targets.AddRange(scope.ResolveControlResults());
        });
        return graph;
    }

    /// <summary>The function of a name.</summary>
    public FunctionDocument Find(string name) =>
        document.Function(name) ?? throw OperationException.InvalidArgument($"The graph calls the function '{name}', which its library does not have.");

    /// <summary>Links a node once the names that are being resolved are.</summary>
    public void Defer(PendingLink link) => _links.Enqueue(link);

    /// <summary>Makes sure that a tensor has the type that is said of it.</summary>
    /// <param name="role">What it is there.</param>
    /// <param name="name">The tensor.</param>
    /// <param name="said">What is said.</param>
    /// <param name="actual">What the graph says, or null when that is not known.</param>
    public static void RequireType(string role, string name, DataType said, DataType? actual)
    {
        if (actual is { } type && type != said)
        {
            throw OperationException.InvalidArgument($"the {role} {name} is said to be {said.ToWord()}, but the tensor is {type.ToWord()} in the graph.");
        }
    }

    private void RequireVersion()
    {
        if (document.Versions.LowestConsumer > KnownVersion)
        {
            throw OperationException.InvalidArgument(
                $"the graph asks for a TensorFlow that is newer than this engine: its min_consumer is {document.Versions.LowestConsumer}, the newest known {KnownVersion}. Update TypedModels, or export the model with an older TensorFlow.");
        }
    }

    /// <summary>The shape that a placeholder declares. Early files say that of a scalar where they mean any.</summary>
    private TensorShape DeclaredShape(string tensor) =>
        TensorName.TryParse(tensor) is { Index: 0 } name && document.Nodes.IndexOf(name.Node) is >= 0 and var index && document.Nodes[index] is { Operation: "Placeholder" or "PlaceholderV2" } placeholder
            && placeholder.Attributes["shape"]?.Shape is { IsScalar: false } shape ? shape : TensorShape.Unknown;

    private static Node Argument(string name, DataType type) =>
        new() { Name = name, Operation = Node.ArgumentOperation, Attributes = NodeAttributes.None, OutputTypes = [type] };

    private void LinkAll()
    {
        do
        {
            while (_links.TryDequeue(out var link))
            {
                link.Scope.Link(link.Node, link.Document);
            }

            if (_results.TryDequeue(out var resolve))
            {
                resolve();
            }
        }
        while (_links.Count > 0 || _results.Count > 0);
    }
}
