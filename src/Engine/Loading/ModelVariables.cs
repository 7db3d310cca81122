using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels;
using TypedModels.Engine.Kernels.State;
using TypedModels.Engine.Kernels.State.Restoring;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Passes;
using TypedModels.Engines;
using TypedModels.Formats.Graphs;

namespace TypedModels.Engine.Loading;

/// <summary>The variables of a loaded model by the names of their nodes, and what its signatures do with them.</summary>
internal sealed class ModelVariables : IDisposable
{
    private readonly SessionResources _resources;

    // To find them takes as long as the rest of a small model's load, and most models are never restored again.
    private readonly Lazy<Dictionary<string, VariableNode>> _nodes;
    private HashSet<Variable> _written = [];

    /// <param name="kept">What the session keeps of the model; its variables are looked at when one is first asked for.</param>
    /// <param name="resources">Its state.</param>
    public ModelVariables(EngineModel kept, SessionResources resources)
    {
        _resources = resources;
        _nodes = new(() => FindNodes(kept));
    }

    /// <summary>The variables that signatures write.</summary>
    public IReadOnlySet<Variable> Written => _written;

    /// <summary>The variable of a node, or null when the model has none of that name that may be given values and read.</summary>
    /// <exception cref="OperationException">The graph does not have a variable of the model.</exception>
    public Variable? Find(string node) => _nodes.Value.GetValueOrDefault(node)?.In(_resources);

    /// <summary>Reads values that variables are to be given.</summary>
    /// <exception cref="FormatException">A file is damaged.</exception>
    /// <exception cref="OperationException">A value is none for its variable, the graph does not have a variable, or the limit of memory would be passed.</exception>
    public Dictionary<Variable, Tensor> Read(IReadOnlyList<VariableValue> values, CancellationToken cancellationToken)
    {
        var read = new Dictionary<Variable, Tensor>(values.Count);
        foreach (var (variable, data) in values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var node = _nodes.Value.GetValueOrDefault(variable.Node) ?? throw OperationException.InvalidArgument($"it has no variable '{variable.Node}' that can be restored.");
            if (data.DataType != node.Type || !data.Shape.IsFullyKnown || !node.Fits(data.Shape.Dimensions.AsSpan()))
            {
                throw OperationException.InvalidArgument(
                    $"its variable '{variable.Node}' is {node.Type.ToWord()} {node.Shape}, and '{data.File}' holds {data.DataType.ToWord()} {data.Shape} for it.");
            }

            var owned = node.In(_resources);
            read[owned] = SharedWeights.Find(data, owned.Budget);
        }

        return read;
    }

    /// <summary>Finds the variables that signatures write, and tells them: no model takes them for constants from now on.</summary>
    /// <param name="signatures">The graphs of the signatures, as they were imported.</param>
    public void FindWritten(Graph[] signatures)
    {
        var writers = new VariableWriters();
        Array.ForEach(signatures, graph => writers.Add(graph));
        var handles = writers.Nodes ?? signatures.SelectMany(graph => graph.AllNodes());
        var written = handles.Where(node => VariableNode.IsVariable(node.Operation)).Select(node => VariableNode.Of(node.Operation, node.Attributes, node.Name).In(_resources)).ToHashSet();
        if (writers.Nodes is null)
        {
            written.UnionWith(_resources.All<Variable>());
        }

        foreach (var variable in written)
        {
            variable.AddWriter();
            _written.Add(variable);
        }
    }

    /// <summary>Lets go of the values that no call of any model looks at, as far as they can be read again: what was made of them has taken their place.</summary>
    public void LetGo()
    {
        foreach (var variable in _resources.All<Variable>().Where(variable => !variable.IsWritten && !variable.IsReached))
        {
            variable.LetGo();
        }
    }

    /// <summary>Tells the variables that the signatures write them no more.</summary>
    public void Dispose()
    {
        foreach (var variable in Interlocked.Exchange(ref _written, []))
        {
            variable.RemoveWriter();
        }
    }

    private static Dictionary<string, VariableNode> FindNodes(EngineModel kept)
    {
        var nodes = new Dictionary<string, VariableNode>(StringComparer.Ordinal);
        if (!kept.GraphDef.IsEmpty)
        {
            var graph = new GraphDocument(kept.GraphDef);
            foreach (var variable in kept.Variables)
            {
                nodes.TryAdd(variable.Node, VariableNode.Find(graph, variable.Node));
            }
        }

        return nodes;
    }
}
