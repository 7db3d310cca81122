using System.Text.Json;
using System.Text.Json.Serialization;

namespace TypedModels.Runtime.Json;

/// <summary>A sparse tensor as JSON: shape, coordinates of all elements one after the other, elements.</summary>
internal sealed class SparseConverter<T> : JsonConverter<SparseTensor<T>>
{
    public override bool HandleNull => true;

    public override SparseTensor<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        JsonParts.Enter(ref reader, "a sparse tensor, {\"shape\": …, \"indices\": …, \"values\": …}");
        long[]? shape = null, indices = null;
        T[]? values = null;
        while (JsonParts.Next(ref reader, out string name))
        {
            switch (name)
            {
                case "shape":
                    shape = JsonParts.ReadArray<long>(ref reader);
                    break;
                case "indices":
                    indices = JsonParts.ReadArray<long>(ref reader);
                    break;
                case "values":
                    values = JsonParts.ReadArray<T>(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return JsonParts.Build(() => new SparseTensor<T>(JsonParts.Required(indices, "indices"), JsonParts.Required(values, "values"), JsonParts.Required(shape, "shape")));
    }

    public override void Write(Utf8JsonWriter writer, SparseTensor<T> value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartObject();
        JsonParts.WriteArray<long>(writer, "shape", value.Shape);
        JsonParts.WriteArray<long>(writer, "indices", value.Indices);
        JsonParts.WriteArray<T>(writer, "values", value.Values);
        writer.WriteEndObject();
    }
}
