using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Serving;

/// <summary>A recorded <c>tensorflow.serving.PredictRequest</c>.</summary>
internal sealed class WarmUpRequest
{
    private readonly Dictionary<string, TensorDocument> _inputs = new(StringComparer.Ordinal);

    /// <summary>Reads a <c>PredictRequest</c>: model_spec = 1, inputs = 2.</summary>
    public WarmUpRequest(ReadOnlyMemory<byte> bytes, int depth = 0)
    {
        var spec = new MergedMessage();
        var reader = new WireReader(bytes, "PredictRequest", depth);
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Bytes):
                    spec.Add(reader.Bytes());
                    break;
                case (2, WireType.Bytes):
                    var (key, value) = MapEntry.Read(reader.Message("PredictRequest.inputs"));
                    _inputs[key] = new TensorDocument(value, depth + 2);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        Signature = ReadSignature(spec.ToMemory(), depth + 1);
    }

    /// <summary>The key of the signature; empty for the default one.</summary>
    public string Signature { get; }

    /// <summary>The inputs by key.</summary>
    public IReadOnlyDictionary<string, TensorDocument> Inputs => _inputs;

    // ModelSpec: name = 1, signature_name = 3.
    private static string ReadSignature(ReadOnlyMemory<byte> bytes, int depth)
    {
        string signature = "";
        var reader = new WireReader(bytes, "ModelSpec", depth);
        while (reader.Next())
        {
            if (reader is { Field: 3, Type: WireType.Bytes })
            {
                signature = reader.Text();
            }
            else
            {
                reader.Skip();
            }
        }

        return signature;
    }
}
