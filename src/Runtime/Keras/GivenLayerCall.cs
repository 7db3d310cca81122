using System.Runtime.InteropServices;
using System.Text.Json;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Json;
using TypedModels.Formats.Operations;
using TypedModels.Keras.Graphs;
using TypedModels.Keras.Layers;

namespace TypedModels.Runtime.Keras;

/// <summary>A call of a layer of a user's own class, as users see it.</summary>
/// <param name="call">The call.</param>
internal sealed class GivenLayerCall(CustomLayerCall call) : KerasLayerCall
{
    private readonly Lazy<JsonElement> _config = new(() =>
    {
        using var document = JsonDocument.Parse(call.Layer.Config.ToString());
        return document.RootElement.Clone();
    });

    /// <inheritdoc/>
    public override string Name => call.Layer.Name;

    /// <inheritdoc/>
    public override string ClassName => call.Layer.ClassName;

    /// <inheritdoc/>
    public override JsonElement Config => _config.Value;

    /// <inheritdoc/>
    public override IReadOnlyList<KerasTensor> Inputs { get; } = [.. call.Inputs.Select(input => new BuiltTensor(input))];

    /// <inheritdoc/>
    public override KerasTensor Weight(string name, params ReadOnlySpan<long> shape)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new BuiltTensor(call.Weight(name, new TensorShape(shape)));
    }

    /// <inheritdoc/>
    public override KerasTensor Constant(ReadOnlySpan<float> values, params ReadOnlySpan<long> shape) => Constant(DataType.Float, MemoryMarshal.AsBytes(values), values.Length, shape);

    /// <inheritdoc/>
    public override KerasTensor Constant(ReadOnlySpan<int> values, params ReadOnlySpan<long> shape) => Constant(DataType.Int32, MemoryMarshal.AsBytes(values), values.Length, shape);

    /// <inheritdoc/>
    public override IReadOnlyList<KerasTensor> Operation(string operation, IReadOnlyDictionary<string, object>? attributes, params ReadOnlySpan<KerasTensor> inputs)
    {
        ArgumentException.ThrowIfNullOrEmpty(operation);
        var node = call.Graph.Node(operation);
        Give(node, OperationTable.Find(operation)!, Tensors(inputs));
        foreach (var (name, value) in attributes ?? new Dictionary<string, object>())
        {
            Set(node, name, value);
        }

        return [.. node.Outputs().Select(output => new BuiltTensor(output))];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<KerasTensor> Layer(string attribute, string className, string config, params ReadOnlySpan<KerasTensor> inputs)
    {
        ArgumentException.ThrowIfNullOrEmpty(attribute);
        ArgumentException.ThrowIfNullOrEmpty(className);
        ArgumentException.ThrowIfNullOrEmpty(config);
        return [.. call.Part(attribute, className, JsonReader.Read(config, $"the configuration of '{attribute}'"), Tensors(inputs)).Select(output => new BuiltTensor(output))];
    }

    private BuiltTensor Constant(DataType type, ReadOnlySpan<byte> bytes, int count, ReadOnlySpan<long> shape)
    {
        long expected = 1;
        foreach (long length in shape)
        {
            expected = checked(expected * length);
        }

        return expected == count
            ? new BuiltTensor(call.Graph.Constant(type, new TensorShape(shape), bytes))
            : throw new ArgumentException($"{count} numbers are given for the shape {new TensorShape(shape)}.", nameof(shape));
    }

    // Of the arguments of an operation one may be a list: it takes what the others leave.
    private static void Give(NodeBuilder node, OperationDefinition definition, GraphTensor[] inputs)
    {
        int lists = definition.Inputs.Count(IsList);
        int inList = inputs.Length - (definition.Inputs.Length - lists);
        if (lists > 1 || (lists == 0 && inList != 0) || inList < 0)
        {
            throw new ArgumentException($"{definition.Name} takes {definition.Inputs.Length} inputs{(lists > 1 ? ", several of them lists, which cannot be told apart" : "")}, and {inputs.Length} are given.", nameof(inputs));
        }

        int next = 0;
        foreach (var argument in definition.Inputs)
        {
            if (IsList(argument))
            {
                node.Input(inputs[next..(next + inList)]);
                next += inList;
            }
            else
            {
                node.Input(inputs[next++]);
            }
        }
    }

    private static bool IsList(OperationArgument argument) => argument.NumberAttribute.Length > 0 || argument.TypeListAttribute.Length > 0;

    private static NodeBuilder Set(NodeBuilder node, string name, object value) => value switch
    {
        bool flag => node.With(name, flag),
        int number => node.With(name, (long)number),
        long number => node.With(name, number),
        float number => node.With(name, number),
        double number => node.With(name, (float)number),
        string text => node.With(name, text),
        DataType type => node.With(name, type),
        TensorShape shape => node.With(name, shape),
        IEnumerable<long> numbers => node.With(name, numbers.ToArray()),
        IEnumerable<int> numbers => node.With(name, numbers.Select(number => (long)number).ToArray()),
        _ => throw new ArgumentException($"The attribute '{name}' is given a {value?.GetType().Name ?? "null"}, which no attribute is.", nameof(value)),
    };

    private static GraphTensor[] Tensors(ReadOnlySpan<KerasTensor> tensors)
    {
        var found = new GraphTensor[tensors.Length];
        for (int i = 0; i < found.Length; i++)
        {
            found[i] = tensors[i] is BuiltTensor tensor ? tensor.Tensor : throw new ArgumentException("A tensor is null.", nameof(tensors));
        }

        return found;
    }
}
