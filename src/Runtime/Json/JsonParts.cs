using System.Text.Json;

namespace TypedModels.Runtime.Json;

/// <summary>Reads and writes the parts that tensors are written as: objects of arrays.</summary>
internal static class JsonParts
{
    /// <summary>Moves into the object at the reader's token.</summary>
    public static void Enter(ref Utf8JsonReader reader, string what)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw JsonElements.Unexpected(ref reader, what);
        }
    }

    /// <summary>Moves to the value of the next property; false at the object's end.</summary>
    public static bool Next(ref Utf8JsonReader reader, out string name)
    {
        reader.Read();
        name = reader.TokenType == JsonTokenType.PropertyName ? reader.GetString()! : "";
        return reader.TokenType == JsonTokenType.PropertyName && reader.Read();
    }

    /// <summary>Reads an array of elements.</summary>
    public static T[] ReadArray<T>(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw JsonElements.Unexpected(ref reader, "an array");
        }

        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(JsonElements.Read<T>(ref reader));
        }

        return [.. items];
    }

    /// <summary>Writes an array of elements.</summary>
    public static void WriteArray<T>(Utf8JsonWriter writer, string name, ReadOnlySpan<T> items)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            JsonElements.Write(writer, item);
        }

        writer.WriteEndArray();
    }

    /// <summary>The part, or an error that names it.</summary>
    public static T Required<T>(T? part, string name)
        where T : class => part ?? throw new JsonException($"\"{name}\" is missing.");

    /// <summary>Makes a value of parts that need not fit each other.</summary>
    public static T Build<T>(Func<T> build)
    {
        try
        {
            return build();
        }
        catch (Exception exception) when (exception is ArgumentException or OverflowException)
        {
            throw new JsonException(exception.Message, exception);
        }
    }
}
