using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.SavedModels;

/// <summary>A <c>SignatureDef</c>: a named call with the tensors it feeds and fetches.</summary>
internal sealed class SignatureDefDocument
{
    private readonly SortedDictionary<string, TensorInfoDocument> _inputs = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, TensorInfoDocument> _outputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorDocument> _defaults = new(StringComparer.Ordinal);

    /// <summary>Reads a signature.</summary>
    public SignatureDefDocument(string key, ReadOnlyMemory<byte> bytes)
    {
        Key = key;
        var reader = new WireReader(bytes, "SignatureDef", depth: 3);
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Bytes):
                    Add(_inputs, reader.Message("SignatureDef.inputs"));
                    break;
                case (2, WireType.Bytes):
                    Add(_outputs, reader.Message("SignatureDef.outputs"));
                    break;
                case (3, WireType.Bytes):
                    MethodName = reader.Text();
                    break;
                case (4, WireType.Bytes):
                    var (name, value) = MapEntry.Read(reader.Message("SignatureDef.defaults"));
                    _defaults[name] = new TensorDocument(value, reader.Depth + 2);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    /// <summary>The key under which the model exports it.</summary>
    public string Key { get; }

    /// <summary>The kind of call, such as <c>tensorflow/serving/predict</c>; may be empty.</summary>
    public string MethodName { get; } = "";

    /// <summary>Whether TensorFlow keeps it for itself (initialisation, training).</summary>
    public bool IsInternal => Key.StartsWith("__saved_model_", StringComparison.Ordinal);

    /// <summary>The inputs by key, in ordinal order.</summary>
    public IReadOnlyDictionary<string, TensorInfoDocument> Inputs => _inputs;

    /// <summary>The outputs by key, in ordinal order.</summary>
    public IReadOnlyDictionary<string, TensorInfoDocument> Outputs => _outputs;

    /// <summary>The values of inputs that may be left out, by key.</summary>
    public IReadOnlyDictionary<string, TensorDocument> Defaults => _defaults;

    /// <summary>The input with this key, or null.</summary>
    public TensorInfoDocument? Input(string key) => _inputs.TryGetValue(key, out var info) ? info : null;

    /// <summary>The output with this key, or null.</summary>
    public TensorInfoDocument? Output(string key) => _outputs.TryGetValue(key, out var info) ? info : null;

    private static void Add(SortedDictionary<string, TensorInfoDocument> arguments, WireReader entry)
    {
        var (key, info) = MapEntry.Read(entry);
        arguments[key] = new TensorInfoDocument(info, entry.Depth + 1);
    }
}
