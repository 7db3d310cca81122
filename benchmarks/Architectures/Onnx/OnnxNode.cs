using TypedModels.Formats.Protobuf;

namespace TypedModels.Architectures.Onnx;

/// <summary>A <c>NodeProto</c> on its way into a graph.</summary>
/// <param name="graph">The graph.</param>
/// <param name="operation">The type of operation.</param>
internal sealed class OnnxNode(OnnxGraph graph, string operation)
{
    private const int InputField = 1, OutputField = 2, NameField = 3, OperationField = 4, AttributeField = 5;
    private const int AttributeName = 1, FloatValue = 2, IntegerValue = 3, TextValue = 4, IntegerValues = 8, AttributeType = 20;
    private const int FloatType = 1, IntegerType = 2, TextType = 3, IntegersType = 7;

    private readonly List<string> _inputs = [];
    private readonly List<WireWriter> _attributes = [];

    /// <summary>Gives the next inputs, by the names of their tensors.</summary>
    public OnnxNode Input(params ReadOnlySpan<string> tensors)
    {
        _inputs.AddRange(tensors);
        return this;
    }

    /// <summary>Sets an attribute.</summary>
    public OnnxNode With(string attribute, long value) => With(attribute, IntegerType, message => message.Varint(IntegerValue, value));

    /// <summary>Sets an attribute.</summary>
    public OnnxNode With(string attribute, float value) => With(attribute, FloatType, message => message.Float(FloatValue, value));

    /// <summary>Sets an attribute.</summary>
    public OnnxNode With(string attribute, string value) => With(attribute, TextType, message => message.Text(TextValue, value));

    /// <summary>Sets an attribute.</summary>
    public OnnxNode With(string attribute, params IEnumerable<long> values) => With(attribute, IntegersType, message =>
    {
        foreach (long value in values)
        {
            message.Varint(IntegerValues, value);
        }
    });

    /// <summary>Adds the node.</summary>
    /// <returns>The name of its only output.</returns>
    public string Output() => Outputs(1)[0];

    /// <summary>Adds the node.</summary>
    /// <returns>The names of its outputs.</returns>
    public string[] Outputs(int count)
    {
        string name = graph.NameOf(operation);
        string[] outputs = [.. Enumerable.Range(0, count).Select(index => count == 1 ? name : FormattableString.Invariant($"{name}_{index}"))];
        Add(name, outputs);
        return outputs;
    }

    /// <summary>Adds the node under the name of an output of the graph.</summary>
    public void OutputTo(string name) => Add(graph.NameOf(operation), [name]);

    private void Add(string name, string[] outputs)
    {
        var message = new WireWriter();
        _inputs.ForEach(input => message.Text(InputField, input));
        foreach (string output in outputs)
        {
            message.Text(OutputField, output);
        }

        message.Text(NameField, name).Text(OperationField, operation);
        _attributes.ForEach(attribute => message.Message(AttributeField, attribute));
        graph.Add(message);
    }

    private OnnxNode With(string attribute, int type, Action<WireWriter> write)
    {
        var message = new WireWriter().Text(AttributeName, attribute);
        write(message);
        _attributes.Add(message.Varint(AttributeType, type));
        return this;
    }
}
