using System.Numerics;
using System.Text.Json;
using System.Text.Unicode;

namespace TypedModels.Runtime.Json;

/// <summary>Reads and writes single elements as JSON, so that nothing is lost: not-a-number and infinities, all 64 bits of integers, bytes that are no text.</summary>
internal static class JsonElements
{
    private static ReadOnlySpan<byte> Base64 => "base64"u8;

    /// <summary>Writes one element.</summary>
    public static void Write<T>(Utf8JsonWriter writer, T value)
    {
        switch (value)
        {
            case float number:
                WriteFloating(writer, number);
                break;
            case double number:
                WriteFloating(writer, number);
                break;
            case Half number:
                WriteFloating(writer, (float)number);
                break;
            case BFloat16 number:
                WriteFloating(writer, (float)number);
                break;
            case Complex64 number:
                writer.WriteStartArray();
                WriteFloating(writer, number.Real);
                WriteFloating(writer, number.Imaginary);
                writer.WriteEndArray();
                break;
            case Complex number:
                writer.WriteStartArray();
                WriteFloating(writer, number.Real);
                WriteFloating(writer, number.Imaginary);
                writer.WriteEndArray();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case ulong number:
                writer.WriteNumberValue(number);
                break;
            case TensorString text:
                WriteText(writer, text);
                break;
            default:
                writer.WriteNumberValue(ToInt64(value));
                break;
        }
    }

    /// <summary>Reads the element at the reader's token.</summary>
    /// <exception cref="JsonException">The token is none of the element's type.</exception>
    public static T Read<T>(ref Utf8JsonReader reader)
    {
        if (typeof(T) == typeof(float))
        {
            return (T)(object)ReadSingle(ref reader);
        }

        if (typeof(T) == typeof(double))
        {
            return (T)(object)ReadDouble(ref reader);
        }

        if (typeof(T) == typeof(Half))
        {
            return (T)(object)(Half)ReadSingle(ref reader);
        }

        if (typeof(T) == typeof(BFloat16))
        {
            return (T)(object)(BFloat16)ReadSingle(ref reader);
        }

        if (typeof(T) == typeof(Complex64))
        {
            var (real, imaginary) = ReadPair(ref reader, ReadSingle);
            return (T)(object)new Complex64(real, imaginary);
        }

        if (typeof(T) == typeof(Complex))
        {
            var (real, imaginary) = ReadPair(ref reader, ReadDouble);
            return (T)(object)new Complex(real, imaginary);
        }

        if (typeof(T) == typeof(bool))
        {
            return reader.TokenType is JsonTokenType.True or JsonTokenType.False ? (T)(object)reader.GetBoolean() : throw Unexpected(ref reader, "true or false");
        }

        return typeof(T) == typeof(TensorString) ? (T)(object)ReadText(ref reader) : ReadInteger<T>(ref reader);
    }

    /// <summary>An error that names what came in place of what was expected.</summary>
    public static JsonException Unexpected(ref Utf8JsonReader reader, string expected) => new($"Expected {expected}, got {reader.TokenType}.");

    private static long ToInt64<T>(T value) => value switch
    {
        sbyte number => number,
        byte number => number,
        short number => number,
        ushort number => number,
        int number => number,
        uint number => number,
        long number => number,
        _ => throw new NotSupportedException($"{typeof(T).Name} is no element of a tensor."),
    };

    private static T ReadInteger<T>(ref Utf8JsonReader reader)
    {
        object? value = null;
        if (reader.TokenType == JsonTokenType.Number)
        {
            value = default(T) switch
            {
                sbyte => reader.TryGetSByte(out sbyte number) ? number : null,
                byte => reader.TryGetByte(out byte number) ? number : null,
                short => reader.TryGetInt16(out short number) ? number : null,
                ushort => reader.TryGetUInt16(out ushort number) ? number : null,
                int => reader.TryGetInt32(out int number) ? number : null,
                uint => reader.TryGetUInt32(out uint number) ? number : null,
                long => reader.TryGetInt64(out long number) ? number : null,
                ulong => reader.TryGetUInt64(out ulong number) ? number : null,
                _ => throw new NotSupportedException($"{typeof(T).Name} is no element of a tensor."),
            };
        }

        return value is T read ? read : throw new JsonException($"Expected a number that {typeof(T).Name} holds, got {Shown(ref reader)}.");
    }

    private static void WriteFloating(Utf8JsonWriter writer, float value)
    {
        if (float.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteStringValue(NameOf(value));
        }
    }

    private static void WriteFloating(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteStringValue(NameOf(value));
        }
    }

    private static string NameOf(double value) => double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";

    private static float ReadSingle(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number ? reader.GetSingle() : (float)ReadNamed(ref reader);

    private static double ReadDouble(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number ? reader.GetDouble() : ReadNamed(ref reader);

    private static double ReadNamed(ref Utf8JsonReader reader)
    {
        const string Expected = "a number, \"NaN\", \"Infinity\" or \"-Infinity\"";
        if (reader.TokenType != JsonTokenType.String)
        {
            throw Unexpected(ref reader, Expected);
        }

        return reader.ValueTextEquals("NaN"u8) ? double.NaN
            : reader.ValueTextEquals("Infinity"u8) ? double.PositiveInfinity
            : reader.ValueTextEquals("-Infinity"u8) ? double.NegativeInfinity
            : throw new JsonException($"Expected {Expected}, got {Shown(ref reader)}.");
    }

    private static (T Real, T Imaginary) ReadPair<T>(ref Utf8JsonReader reader, ReadPart<T> read)
    {
        Require(ref reader, JsonTokenType.StartArray, "[real, imaginary]");
        reader.Read();
        var real = read(ref reader);
        reader.Read();
        var imaginary = read(ref reader);
        reader.Read();
        Require(ref reader, JsonTokenType.EndArray, "the end of [real, imaginary]");
        return (real, imaginary);
    }

    private static void WriteText(Utf8JsonWriter writer, TensorString text)
    {
        if (Utf8.IsValid(text.Bytes))
        {
            writer.WriteStringValue(text.Bytes);
            return;
        }

        writer.WriteStartObject();
        writer.WriteBase64String(Base64, text.Bytes);
        writer.WriteEndObject();
    }

    private static TensorString ReadText(ref Utf8JsonReader reader)
    {
        const string Expected = "text or {\"base64\": …}";
        if (reader.TokenType == JsonTokenType.String)
        {
            return ReadUtf8(ref reader);
        }

        Require(ref reader, JsonTokenType.StartObject, Expected);
        reader.Read();
        if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(Base64))
        {
            throw Unexpected(ref reader, Expected);
        }

        reader.Read();
        byte[]? bytes = null;
        if (reader.TokenType != JsonTokenType.String || !reader.TryGetBytesFromBase64(out bytes))
        {
            throw new JsonException($"Expected base64, got {Shown(ref reader)}.");
        }

        reader.Read();
        Require(ref reader, JsonTokenType.EndObject, "the end of {\"base64\": …}");
        return bytes;
    }

    private static TensorString ReadUtf8(ref Utf8JsonReader reader)
    {
        byte[] buffer = new byte[reader.HasValueSequence ? checked((int)reader.ValueSequence.Length) : reader.ValueSpan.Length];
        try
        {
            return new TensorString(buffer.AsSpan(0, reader.CopyString(buffer)));
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("The text holds half of a surrogate pair, which UTF-8 cannot say.", exception);
        }
    }

    private static void Require(ref Utf8JsonReader reader, JsonTokenType type, string expected)
    {
        if (reader.TokenType != type)
        {
            throw Unexpected(ref reader, expected);
        }
    }

    private static string Shown(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.Number or JsonTokenType.String && !reader.HasValueSequence && reader.ValueSpan.Length <= 40
            ? System.Text.Encoding.UTF8.GetString(reader.ValueSpan)
            : reader.TokenType.ToString();

    private delegate T ReadPart<T>(ref Utf8JsonReader reader);
}
