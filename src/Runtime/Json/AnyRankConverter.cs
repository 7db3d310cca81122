using System.Text.Json;
using System.Text.Json.Serialization;

namespace TypedModels.Runtime.Json;

/// <summary>A result of unknown rank as JSON: an element alone, or a tensor.</summary>
internal sealed class AnyRankConverter<T> : JsonConverter<AnyRankTensor<T>>
{
    private static readonly TensorConverter<T> s_tensor = new();

    public override bool HandleNull => true;

    public override AnyRankTensor<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        IsTensor(reader) ? new(s_tensor.Read(ref reader, typeToConvert, options)) : new(JsonElements.Read<T>(ref reader));

    public override void Write(Utf8JsonWriter writer, AnyRankTensor<T> value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.IsScalar)
        {
            JsonElements.Write(writer, value.Scalar);
        }
        else
        {
            s_tensor.Write(writer, value.Tensor, options);
        }
    }

    /// <summary>Whether an object comes that is not a text's base64.</summary>
    private static bool IsTensor(Utf8JsonReader ahead) =>
        ahead.TokenType == JsonTokenType.StartObject && ahead.Read() && !(ahead.TokenType == JsonTokenType.PropertyName && ahead.ValueTextEquals("base64"u8));
}
