using TypedModels.Engines;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Operations;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Conformance.Cases;

/// <summary>Writes the small graph of a case, node by node. Attributes that follow from the inputs (types and numbers) need not be given.</summary>
internal sealed class CaseGraph
{
    private readonly WireWriter _graph = new();
    private readonly List<(EngineTensor Tensor, Value Value)> _inputs = [];
    private int _nodes;
    private int _producer = 1000;

    /// <summary>The tensors that are fed, in order.</summary>
    public IReadOnlyList<(EngineTensor Tensor, Value Value)> Inputs => _inputs;

    /// <summary>What a description needs of the last node: its attributes.</summary>
    public string Attributes { get; private set; } = "";

    /// <summary>The operation of the node that was added last.</summary>
    public string LastOperation { get; private set; } = "";

    /// <summary>A tensor to feed. The graph knows nothing of its shape, so that the operation itself is asked, not what infers shapes.</summary>
    public Output Input(Value value)
    {
        string name = $"x{_inputs.Count}";
        Write(name, "Placeholder", [], [("dtype", AttributeValue.Write("type", value.Type))]);
        _inputs.Add((new EngineTensor($"{name}:0", value.Type), value));
        return new Output($"{name}:0", value.Type);
    }

    /// <summary>A tensor that is part of the graph.</summary>
    public Output Constant(Value value) => Node("Const", [], ("dtype", value.Type), ("value", value))[0];

    /// <summary>A node.</summary>
    /// <param name="operation">Its operation.</param>
    /// <param name="arguments">Its inputs.</param>
    /// <param name="attributes">Its attributes, but for those that follow from the inputs.</param>
    /// <returns>Its outputs, all of them.</returns>
    public Output[] Node(string operation, ReadOnlySpan<Argument> arguments, params ReadOnlySpan<(string Name, object Value)> attributes) => Node(operation, arguments, attributes, []);

    /// <summary>A node that runs after others.</summary>
    public Output[] Node(string operation, ReadOnlySpan<Argument> arguments, ReadOnlySpan<(string Name, object Value)> attributes, ReadOnlySpan<string> after)
    {
        var definition = OperationTable.Find(operation) ?? throw new ArgumentException($"TensorFlow has no operation {operation}.", nameof(operation));
        if (definition.Inputs.Length != arguments.Length)
        {
            throw new ArgumentException($"{operation} takes {definition.Inputs.Length} inputs, {arguments.Length} are given.", nameof(arguments));
        }

        var values = new SortedDictionary<string, object>(StringComparer.Ordinal);
        var inputs = new List<string>();
        for (int i = 0; i < arguments.Length; i++)
        {
            Output[] outputs = Take(arguments[i]);
            inputs.AddRange(outputs.Select(output => output.Tensor));
            Infer(definition.Inputs[i], outputs, values);
        }

        foreach (var (attribute, value) in attributes)
        {
            values[attribute] = value;
        }

        foreach (string node in after)
        {
            inputs.Add($"^{node}");
        }

        _producer = Math.Min(_producer, (definition.DeprecatedSince ?? int.MaxValue) - 1);
        string name = $"n{_nodes++}";
        Write(name, operation, inputs, [.. values.Select(pair => (pair.Key, AttributeValue.Write(TypeOf(definition, pair.Key), pair.Value)))]);
        LastOperation = operation;
        Attributes = string.Join(" ", values.Select(pair => $"{pair.Key}={Describe(pair.Value)}"));
        return [.. OutputsOf(definition, values, name)];
    }

    /// <summary>The name of the node that an output is of, for control dependencies.</summary>
    public static string NodeOf(Output output) => output.Tensor[..output.Tensor.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>The name of the node that was added last.</summary>
    public string Last => $"n{_nodes - 1}";

    /// <summary>The graph.</summary>
    public byte[] Build() => new WireWriter().Fields(_graph.Written.Span).Message(4, new WireWriter().Varint(1, _producer)).ToArray();

    private Output[] Take(Argument argument) => argument.Outputs.Count > 0 ? [.. argument.Outputs] : [.. argument.Values.Select(value => argument.IsConstant ? Constant(value) : Input(value))];

    private static void Infer(OperationArgument argument, Output[] outputs, SortedDictionary<string, object> values)
    {
        if (argument.NumberAttribute.Length > 0)
        {
            values[argument.NumberAttribute] = outputs.Length;
        }

        if (argument.TypeListAttribute.Length > 0)
        {
            values[argument.TypeListAttribute] = outputs.Select(output => output.Type).ToArray();
        }
        else if (argument.TypeAttribute.Length > 0 && outputs.Length > 0)
        {
            values.TryAdd(argument.TypeAttribute, outputs[0].Type);
        }
    }

    private static IEnumerable<Output> OutputsOf(OperationDefinition definition, SortedDictionary<string, object> values, string node)
    {
        int index = 0;
        foreach (var output in definition.Outputs)
        {
            int count = output.NumberAttribute.Length == 0 ? 1 : Convert.ToInt32(Of(output.NumberAttribute), System.Globalization.CultureInfo.InvariantCulture);
            var types = output.TypeListAttribute.Length > 0 ? ((Array)Of(output.TypeListAttribute)).Cast<DataType>()
                : Enumerable.Repeat(output.TypeAttribute.Length > 0 ? (DataType)Of(output.TypeAttribute) : output.Type, count);
            foreach (var type in types)
            {
                yield return new Output($"{node}:{index++}", type);
            }
        }

        object Of(string attribute) => values.TryGetValue(attribute, out object? value) ? value
            : !definition.Defaults.TryGetValue(attribute, out var standard) ? throw new ArgumentException($"{definition.Name} needs the attribute {attribute}.")
            : standard.Type is { } type ? type
            : standard.Integer is { } number ? number
            : standard.List!.Types.ToArray();
    }

    private static string TypeOf(OperationDefinition definition, string attribute) =>
        definition.Attributes.FirstOrDefault(candidate => candidate.Name == attribute)?.Type ?? throw new ArgumentException($"{definition.Name} has no attribute {attribute}.");

    private static string Describe(object value) => value switch
    {
        DataType type => type.ToWord(),
        byte[] bytes => System.Text.Encoding.Latin1.GetString(bytes),
        Array array => $"[{string.Join(", ", array.Cast<object>().Select(Describe))}]",
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };

    private void Write(string name, string operation, IEnumerable<string> inputs, IEnumerable<(string Name, WireWriter Value)> attributes)
    {
        var node = new WireWriter().Text(1, name).Text(2, operation);
        foreach (string input in inputs)
        {
            node.Text(3, input);
        }

        foreach (var (attribute, value) in attributes)
        {
            node.Message(5, new WireWriter().Text(1, attribute).Message(2, value));
        }

        _graph.Message(1, node);
    }
}
