using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Graphs;

/// <summary>A <c>FunctionDef</c>: a named graph with arguments and results. Its body is read when it is first asked for.</summary>
internal sealed class FunctionDocument
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly ReadOnlyMemory<byte> _signature;
    private Body? _body;
    private OperationDefinition? _definition;
    private NameIndex? _arguments;

    /// <summary>Finds a function's name, and passes over the rest.</summary>
    public FunctionDocument(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        var reader = new WireReader(bytes, "FunctionDef");
        var signature = new MergedMessage();
        while (reader.Next())
        {
            if (reader is { Field: 1, Type: WireType.Bytes })
            {
                signature.Add(reader.Bytes());
            }
            else
            {
                reader.Skip();
            }
        }

        _signature = signature.ToMemory();
        Name = OperationDefinition.ReadName(_signature);
    }

    /// <summary>The message itself.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>The function's name.</summary>
    public string Name { get; }

    /// <summary>Its arguments and results, described as those of an operation.</summary>
    public OperationDefinition Definition => _definition ??= new OperationDefinition(_signature);

    /// <summary>The position of the argument of a name in UTF-8, or −1.</summary>
    public int IndexOfArgument(ReadOnlySpan<byte> name) => (_arguments ??= CreateArguments()).IndexOf(name);

    /// <summary>The nodes of its body.</summary>
    public NodeTable Nodes => Read().Nodes;

    /// <summary>Where each result comes from: its name and <c>argument</c> or <c>node:output:index</c>.</summary>
    public IReadOnlyDictionary<string, string> Results => Read().Results;

    /// <summary>The nodes that run although no result needs them, by the names of the function's control outputs.</summary>
    public IReadOnlyDictionary<string, string> ControlResults => Read().ControlResults;

    /// <summary>The function's own attributes.</summary>
    public AttributeMap Attributes => Read().Attributes;

    private Body Read()
    {
        if (_body is not null)
        {
            return _body;
        }

        var nodes = new Extents();
        var body = new Body(new NodeTable(_bytes, nodes));
        var reader = new WireReader(_bytes, "FunctionDef");
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (3, WireType.Bytes):
                    int length = reader.Bytes().Length;
                    nodes.Add(reader.Position - length, length);
                    break;
                case (4, WireType.Bytes):
                    AddTo(body.Results, reader.Message("FunctionDef.ret"));
                    break;
                case (5, WireType.Bytes):
                    body.Attributes.Add(reader.Message("FunctionDef.attr"));
                    break;
                case (6, WireType.Bytes):
                    AddTo(body.ControlResults, reader.Message("FunctionDef.control_ret"));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return _body = body;
    }

    private NameIndex CreateArguments()
    {
        var names = new Extents();
        var all = new List<byte>();
        foreach (var argument in Definition.Inputs)
        {
            byte[] name = System.Text.Encoding.UTF8.GetBytes(argument.Name);
            names.Add(all.Count, name.Length);
            all.AddRange(name);
        }

        return new NameIndex(all.ToArray(), names);
    }

    private static void AddTo(Dictionary<string, string> map, WireReader entry)
    {
        var (key, value) = MapEntry.ReadText(entry);
        map[key] = value;
    }

    private sealed record Body(NodeTable Nodes)
    {
        public Dictionary<string, string> Results { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, string> ControlResults { get; } = new(StringComparer.Ordinal);

        public AttributeMap Attributes { get; } = new();
    }
}
