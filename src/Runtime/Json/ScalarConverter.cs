using System.Text.Json;
using System.Text.Json.Serialization;

namespace TypedModels.Runtime.Json;

/// <summary>A single element as JSON.</summary>
internal sealed class ScalarConverter<T> : JsonConverter<T>
    where T : struct
{
    /// <summary>A null is an error with a place, not a default that nobody asked for.</summary>
    public override bool HandleNull => true;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonElements.Read<T>(ref reader);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => JsonElements.Write(writer, value);
}
