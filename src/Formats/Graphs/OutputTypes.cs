using TypedModels.Formats.Operations;
using TypedModels.Formats.SavedModels;

namespace TypedModels.Formats.Graphs;

/// <summary>The element types of a node's outputs, worked out from its operation's definition and its attributes.</summary>
internal sealed class OutputTypes
{
    private readonly List<Run> _runs = [];

    private OutputTypes(NodeDocument node, OperationDefinition definition)
    {
        foreach (var output in definition.Outputs)
        {
            Add(output, name => node.Attributes[name] ?? (definition.Defaults.TryGetValue(name, out var value) ? value : null));
        }
    }

    /// <summary>The number of outputs. It comes from the file and may be absurd.</summary>
    public long Count { get; private set; }

    /// <summary>The type of an output; null when the attribute that gives it is missing.</summary>
    public DataType? this[long index]
    {
        get
        {
            foreach (var run in _runs)
            {
                if (index < run.Count)
                {
                    return run.Type;
                }

                index -= run.Count;
            }

            throw new ArgumentOutOfRangeException(nameof(index));
        }
    }

    /// <summary>The outputs in order: the definition's name for each, its index among the tensors of that name, its type.</summary>
    public IEnumerable<(string Name, long Index, DataType? Type)> InOrder()
    {
        foreach (var run in _runs)
        {
            for (long i = 0; i < run.Count; i++)
            {
                yield return (run.Name, run.First + i, run.Type);
            }
        }
    }

    /// <summary>The types of a node's outputs, or null when neither the file nor the graph's library nor TensorFlow's list defines its operation.</summary>
    public static OutputTypes? Of(MetaGraphDocument metaGraph, NodeDocument node)
    {
        var definition = metaGraph.OperationDefinitions.TryGetValue(node.Operation, out var known) ? known
            : metaGraph.Graph.Function(node.Operation)?.Definition ?? OperationTable.Find(node.Operation);
        return definition is null ? null : Of(definition, node);
    }

    /// <summary>The types of the outputs of a node, whose operation is defined so.</summary>
    public static OutputTypes Of(OperationDefinition definition, NodeDocument node) => new(node, definition);

    private void Add(OperationArgument output, Func<string, AttributeDocument?> attribute)
    {
        if (output.TypeListAttribute.Length > 0)
        {
            var types = attribute(output.TypeListAttribute)?.List?.Types ?? [];
            for (int i = 0; i < types.Count; i++)
            {
                Add(new Run(output.Name, i, 1, types[i]));
            }

            return;
        }

        long count = output.NumberAttribute.Length > 0 ? attribute(output.NumberAttribute)?.Integer ?? 0 : 1;
        var type = output.TypeAttribute.Length > 0 ? attribute(output.TypeAttribute)?.Type : output.Type;
        Add(new Run(output.Name, 0, Math.Max(0, Math.Min(count, int.MaxValue)), type));
    }

    private void Add(Run run)
    {
        _runs.Add(run);
        Count += run.Count;
    }

    // Consecutive outputs of one name and type; a count comes from the file and is not counted out.
    private readonly record struct Run(string Name, long First, long Count, DataType? Type);
}
