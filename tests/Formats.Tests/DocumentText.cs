using System.Globalization;
using System.Text;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;
using TypedModels.Formats.SavedModels;

namespace TypedModels.Tests;

/// <summary>Everything our reader says of a SavedModel, as text; the counterpart of <see cref="MessageText"/>. It asks for every value, so nothing stays unread.</summary>
internal sealed class DocumentText
{
    private readonly StringBuilder _text = new();

    /// <summary>Whether an attribute was given values of two kinds. The last counts; ours does not read the others, protobuf reads them first.</summary>
    private bool HasReplacedValues { get; set; }

    public static string Of(ReadOnlyMemory<byte> bytes) => Of(bytes, out _);

    public static string Of(ReadOnlyMemory<byte> bytes, out bool hasReplacedValues)
    {
        var writer = new DocumentText();
        var document = new SavedModelDocument(bytes);
        writer.Line("schema", document.SchemaVersion);
        foreach (var metaGraph in document.MetaGraphs)
        {
            writer.MetaGraph(metaGraph);
        }

        hasReplacedValues = writer.HasReplacedValues;
        return writer._text.ToString();
    }

    private void MetaGraph(MetaGraphDocument metaGraph)
    {
        Line("metagraph", metaGraph.TensorFlowVersion, string.Join(",", metaGraph.Tags));
        foreach (var definition in metaGraph.OperationDefinitions.Values.OrderBy(definition => definition.Name, StringComparer.Ordinal))
        {
            Definition(definition);
        }

        if (metaGraph.Saver is { } saver)
        {
            Line("saver", saver.FilenameTensor, saver.SaveTensor, saver.RestoreOperation, saver.IsSharded, saver.FormatVersion);
        }

        foreach (var (name, collection) in metaGraph.Collections.OrderBy(collection => collection.Key, StringComparer.Ordinal))
        {
            Line("collection", name, string.Join(",", collection.Nodes), string.Join(",", collection.Messages.Select(message => Convert.ToHexString(message.Span))));
        }

        foreach (var signature in metaGraph.AllSignatures)
        {
            Line("signature", signature.Key, signature.MethodName);
            Arguments("input", signature.Inputs);
            Arguments("output", signature.Outputs);
            foreach (var value in signature.Defaults.OrderBy(value => value.Key, StringComparer.Ordinal))
            {
                Line("default", value.Key);
                Tensor(value.Value);
            }
        }

        foreach (var asset in metaGraph.Assets)
        {
            Line("asset", asset.FileName, asset.Tensor);
        }

        Graph(metaGraph.Graph);
    }

    private void Arguments(string role, IReadOnlyDictionary<string, TensorInfoDocument> arguments)
    {
        foreach (var argument in arguments)
        {
            Line(role, argument.Key);
            Info(argument.Value);
        }
    }

    private void Info(TensorInfoDocument info)
    {
        Line("info", info.Name, (int)info.DataType, info.Shape);
        if (info.Sparse is { } sparse)
        {
            Line("sparse", sparse.Values, sparse.Indices, sparse.DenseShape);
        }

        if (info.Composite is { } composite)
        {
            var spec = composite.Spec;
            Line("composite", (int)spec.Class, spec.ClassName, spec.Shape, (int)spec.DataType, spec.RaggedRank, (int)spec.RowSplitsType);
            foreach (var component in composite.Components)
            {
                Info(component);
            }
        }
    }

    private void Graph(GraphDocument graph)
    {
        Line("versions", graph.Versions.Producer, graph.Versions.LowestConsumer, string.Join(",", graph.Versions.BadConsumers));
        Nodes(graph.Nodes);
        foreach (var function in graph.Functions.OrderBy(function => function.Name, StringComparer.Ordinal))
        {
            Definition(function.Definition);
            Nodes(function.Nodes);
            Line("results", Map(function.Results), Map(function.ControlResults));
            Attributes(function.Attributes);
        }
    }

    private void Nodes(NodeTable nodes)
    {
        foreach (var node in nodes)
        {
            Line("node", node.Name, node.Operation, node.Device, string.Join(",", node.Inputs));
            Attributes(node.Attributes);
        }
    }

    private void Definition(OperationDefinition definition)
    {
        Line("definition", definition.Name, definition.IsStateful, string.Join(",", definition.ControlOutputs));
        foreach (var argument in definition.Inputs.Concat(definition.Outputs))
        {
            Line("argument", argument.Name, (int)argument.Type, argument.TypeAttribute, argument.NumberAttribute, argument.TypeListAttribute, argument.IsReference);
        }

        foreach (var value in definition.Defaults.OrderBy(value => value.Key, StringComparer.Ordinal))
        {
            Line("attribute", value.Key);
            Attribute(value.Value);
        }
    }

    private void Attributes(AttributeMap attributes)
    {
        foreach (var attribute in attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal))
        {
            Line("attribute", attribute.Key);
            Attribute(attribute.Value);
        }
    }

    private void Attribute(AttributeDocument value)
    {
        var kinds = new HashSet<int>();
        for (var reader = new WireReader(value.Bytes, "AttrValue"); reader.Next(); reader.Skip())
        {
            kinds.Add(reader.Field);
        }

        HasReplacedValues |= kinds.Count > 1;
        Line(value.Kind, value.Integer, value.Bool, value.FloatBits, (int?)value.Type, value.Shape, value.Text is { } text ? Convert.ToHexString(text.Span) : null);
        if (value.Tensor is { } tensor)
        {
            Tensor(tensor);
        }

        if (value.Function is { } function)
        {
            Function(function);
        }

        if (value.List is { } list)
        {
            Line(string.Join(",", list.Texts.Select(item => Convert.ToHexString(item.Span))), string.Join(",", list.Integers), string.Join(",", list.FloatBits));
            Line(string.Join(",", list.Bools), string.Join(",", list.Types.Select(type => (int)type)), string.Join(",", list.Shapes));
            list.Tensors.ToList().ForEach(Tensor);
            list.Functions.ToList().ForEach(Function);
        }
    }

    private void Function(FunctionReference function)
    {
        Line("function", function.Name);
        Attributes(function.Attributes);
    }

    private void Tensor(TensorDocument tensor)
    {
        Line("tensor", (int)tensor.DataType, tensor.Shape, Convert.ToHexString(tensor.Content.Span));
        var fields = new SortedDictionary<int, List<long>>();
        var texts = new List<string>();
        string float8 = "";
        var reader = tensor.Reader();
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (5 or 9, WireType.Fixed32 or WireType.Bytes):
                    var words = new List<uint>();
                    Packed.ReadFixed32(ref reader, words);
                    FieldOf(fields, reader.Field).AddRange(words.Select(word => (long)word));
                    break;
                case (6 or 12, WireType.Fixed64 or WireType.Bytes):
                    var doubles = new List<ulong>();
                    Packed.ReadFixed64(ref reader, doubles);
                    FieldOf(fields, reader.Field).AddRange(doubles.Select(bits => unchecked((long)bits)));
                    break;
                case (7 or 10 or 11 or 13 or 16 or 17, WireType.Varint or WireType.Bytes):
                    Packed.ReadVarints(ref reader, FieldOf(fields, reader.Field));
                    break;
                case (8, WireType.Bytes):
                    texts.Add(Convert.ToHexString(reader.Bytes().Span));
                    break;
                case (18, WireType.Bytes):
                    float8 = Convert.ToHexString(reader.Bytes().Span);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        foreach (var field in fields.Where(field => field.Value.Count > 0))
        {
            var values = field.Value.Select(value => field.Key switch { 7 or 13 => (int)value, 11 => value != 0 ? 1 : 0, 16 => (uint)value, _ => value });
            Line(field.Key, string.Join(",", values));
        }

        Line(string.Join(",", texts), float8);
    }

    private static List<long> FieldOf(SortedDictionary<int, List<long>> fields, int field)
    {
        if (!fields.TryGetValue(field, out var values))
        {
            fields.Add(field, values = []);
        }

        return values;
    }

    private static string Map(IReadOnlyDictionary<string, string> map) => string.Join(",", map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}={entry.Value}"));

    private void Line(params ReadOnlySpan<object?> words)
    {
        foreach (object? word in words)
        {
            _text.Append(CultureInfo.InvariantCulture, $"{word}|");
        }

        _text.Append('\n');
    }
}
