using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Operations;

namespace TypedModels.Engine.Passes;

/// <summary>
/// Lets operations on half and bfloat16 compute in float, with a conversion before and after: each result is rounded, as TensorFlow does on a processor. The same for complex64
/// where a kernel has complex128 alone.
/// </summary>
/// <param name="table">What types the kernels take.</param>
internal sealed class WidenTypes(KernelTable table)
{
    private readonly Dictionary<NodeOutput, NodeOutput> _replaced = [];

    /// <summary>Rewrites <paramref name="graph"/>.</summary>
    public void Apply(Graph graph)
    {
        var order = graph.InOrder();
        foreach (var node in order)
        {
            if (table.Find(node.Operation) is { } row && node.Definition is { } definition)
            {
                foreach (var (attribute, _) in row.Widened)
                {
                    Widen(node, definition, row, attribute);
                }
            }
        }

        if (_replaced.Count == 0)
        {
            return;
        }

        foreach (var node in order)
        {
            Redirect(node.Inputs);
        }

        Redirect(graph.Results);
    }

    private void Redirect(List<NodeOutput> values)
    {
        for (int i = 0; i < values.Count; i++)
        {
            values[i] = _replaced.GetValueOrDefault(values[i], values[i]);
        }
    }

    private void Widen(Node node, OperationDefinition definition, KernelRow row, string attribute)
    {
        if (node.Attributes.FindType(attribute) is not { } type || row.ComputedIn(attribute, type) is var wide && wide == type)
        {
            return;
        }

        // The conversions of results first: what they replace is told by the types that the node still has.
        var outputs = ValuesOf(definition.Outputs, node.Attributes, attribute);
        var inputs = ValuesOf(definition.Inputs, node.Attributes, attribute);
        node.Attributes.SetType(attribute, wide);
        node.OutputTypes = [.. node.OutputTypes.Select((output, index) => outputs.Contains(index) ? wide : output)];
        foreach (int index in outputs)
        {
            _replaced[node.Output(index)] = Convert(node.Output(index), wide, type);
        }

        foreach (int index in inputs)
        {
            // A value that another node gives in the wide type is converted down first: every result is rounded.
            var value = _replaced.GetValueOrDefault(node.Inputs[index], node.Inputs[index]);
            node.Inputs[index] = Convert(value, type, wide);
        }
    }

    private static HashSet<int> ValuesOf(IReadOnlyList<OperationArgument> arguments, NodeAttributes attributes, string attribute)
    {
        var positions = new HashSet<int>();
        int position = 0;
        foreach (var argument in arguments)
        {
            int count = argument.TypeListAttribute.Length > 0 ? attributes.Find(argument.TypeListAttribute)?.List?.Types.Count ?? 0
                : argument.NumberAttribute.Length > 0 ? (int)(attributes.Find(argument.NumberAttribute)?.Integer ?? 0) : 1;
            for (int i = 0; i < count; i++, position++)
            {
                if (argument.TypeAttribute == attribute)
                {
                    positions.Add(position);
                }
            }
        }

        return positions;
    }

    private static NodeOutput Convert(NodeOutput value, DataType from, DataType to)
    {
        var definition = OperationTable.Find("Cast")!;
        var attributes = new NodeAttributes(new AttributeMap(), definition.Defaults, null);
        attributes.SetType("SrcT", from);
        attributes.SetType("DstT", to);
        var node = new Node { Name = value.Node.Name, Operation = "Cast", Definition = definition, Attributes = attributes, OutputTypes = [to] };
        node.Inputs.Add(value);
        return node.Output(0);
    }
}
