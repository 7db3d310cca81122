using System.Numerics.Tensors;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TypedModels.Runtime.Json;

/// <summary>A tensor as JSON: shape and elements, row by row. Nested arrays would lose the shape of a tensor without elements.</summary>
internal sealed class TensorConverter<T> : JsonConverter<Tensor<T>>
{
    public override bool HandleNull => true;

    public override Tensor<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        JsonParts.Enter(ref reader, "a tensor, {\"shape\": …, \"data\": …}");
        long[]? shape = null;
        T[]? data = null;
        while (JsonParts.Next(ref reader, out string name))
        {
            switch (name)
            {
                case "shape":
                    shape = JsonParts.ReadArray<long>(ref reader);
                    break;
                case "data":
                    data = JsonParts.ReadArray<T>(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return Create(JsonParts.Required(shape, "shape"), JsonParts.Required(data, "data"));
    }

    public override void Write(Utf8JsonWriter writer, Tensor<T> value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        var data = new T[value.FlattenedLength];
        value.FlattenTo(data);
        writer.WriteStartObject();
        writer.WriteStartArray("shape");
        foreach (nint length in value.Lengths)
        {
            writer.WriteNumberValue(length);
        }

        if (value.Lengths.IsEmpty)
        {
            // Tensor<T>.Empty has no axes, but no element either: an empty vector.
            writer.WriteNumberValue(0);
        }

        writer.WriteEndArray();
        JsonParts.WriteArray<T>(writer, "data", data);
        writer.WriteEndObject();
    }

    private static Tensor<T> Create(long[] shape, T[] data)
    {
        if (shape.Length == 0 || shape.Any(length => length < 0))
        {
            throw new JsonException($"[{string.Join(", ", shape)}] is not the shape of a tensor: expected at least one axis and no negative length.");
        }

        return JsonParts.Build(() =>
        {
            long count = shape.Aggregate(1L, (product, length) => checked(product * length));
            return count == data.Length
                ? Tensor.Create(data, [.. shape.Select(length => checked((nint)length))])
                : throw new JsonException($"A tensor of shape [{string.Join(", ", shape)}] has {count} elements, got {data.Length}.");
        });
    }
}
