using System.Text.Json;
using System.Text.Json.Serialization;

namespace TypedModels.Runtime.Json;

/// <summary>A ragged tensor as JSON: where the rows of each level begin and end, the shape of one element, the elements.</summary>
internal sealed class RaggedConverter<T> : JsonConverter<RaggedTensor<T>>
{
    public override bool HandleNull => true;

    public override RaggedTensor<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        JsonParts.Enter(ref reader, "a ragged tensor, {\"row_splits\": …, \"inner_shape\": …, \"values\": …}");
        long[][]? splits = null;
        long[]? innerShape = null;
        T[]? values = null;
        while (JsonParts.Next(ref reader, out string name))
        {
            switch (name)
            {
                case "row_splits":
                    splits = ReadSplits(ref reader);
                    break;
                case "inner_shape":
                    innerShape = JsonParts.ReadArray<long>(ref reader);
                    break;
                case "values":
                    values = JsonParts.ReadArray<T>(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return JsonParts.Build(() =>
            new RaggedTensor<T>(JsonParts.Required(values, "values"), JsonParts.Required(splits, "row_splits"), JsonParts.Required(innerShape, "inner_shape")));
    }

    public override void Write(Utf8JsonWriter writer, RaggedTensor<T> value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartObject();
        writer.WriteStartArray("row_splits");
        foreach (long[] splits in value.RowSplits)
        {
            writer.WriteStartArray();
            foreach (long split in splits)
            {
                writer.WriteNumberValue(split);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        JsonParts.WriteArray<long>(writer, "inner_shape", value.InnerShape);
        JsonParts.WriteArray<T>(writer, "values", value.Values);
        writer.WriteEndObject();
    }

    private static long[][] ReadSplits(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw JsonElements.Unexpected(ref reader, "an array of arrays");
        }

        var levels = new List<long[]>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            levels.Add(JsonParts.ReadArray<long>(ref reader));
        }

        return levels.Count > 0 ? [.. levels] : throw new JsonException("\"row_splits\" has no level, expected at least one.");
    }
}
