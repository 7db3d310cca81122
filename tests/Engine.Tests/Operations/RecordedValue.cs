using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace TypedModels.Engine.Tests.Operations;

/// <summary>A value in a file of recorded answers: <c>[type, [shape], [elements]]</c>, text as Latin-1, a complex number as two, what JSON has no number for in words.</summary>
internal sealed class RecordedValue(DataType type, long[] shape, byte[] bytes, byte[][] texts)
{
    public DataType Type => type;

    public long[] Shape => shape;

    public byte[] Bytes => bytes;

    public byte[][] Texts => texts;

    public static RecordedValue Read(JsonElement value)
    {
        Assert.True(DataTypes.TryParse(value[0].GetString()!, out var type));
        long[] shape = [.. value[1].EnumerateArray().Select(length => length.GetInt64())];
        var elements = value[2].EnumerateArray();
        return type == DataType.String
            ? new RecordedValue(type, shape, [], [.. elements.Select(text => Encoding.Latin1.GetBytes(text.GetString()!))])
            : new RecordedValue(type, shape, [.. elements.SelectMany(element => Encode(type, element))], []);
    }

    /// <summary>Whether another value is the same, floating point numbers up to a relative difference.</summary>
    public bool IsCloseTo(RecordedValue other, double tolerance)
    {
        if (type != other.Type || !shape.AsSpan().SequenceEqual(other.Shape) || texts.Length != other.Texts.Length)
        {
            return false;
        }

        return type switch
        {
            DataType.String => texts.Zip(other.Texts).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)),
            DataType.Float or DataType.Complex64 => AreClose(MemoryMarshal.Cast<byte, float>(bytes), MemoryMarshal.Cast<byte, float>(other.Bytes), value => value, tolerance),
            DataType.Double or DataType.Complex128 => AreClose(MemoryMarshal.Cast<byte, double>(bytes), MemoryMarshal.Cast<byte, double>(other.Bytes), value => value, tolerance),
            DataType.Half => AreClose(MemoryMarshal.Cast<byte, Half>(bytes), MemoryMarshal.Cast<byte, Half>(other.Bytes), value => (double)value, tolerance),
            _ => bytes.AsSpan().SequenceEqual(other.Bytes),
        };
    }

    public override string ToString()
    {
        var elements = type == DataType.String ? texts.Select(text => '"' + Encoding.Latin1.GetString(text) + '"') : Numbers();
        return $"{type.ToWord()}[{string.Join(',', shape)}] {{{string.Join(", ", elements.Take(40))}}}";
    }

    private static bool AreClose<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Func<T, double> convert, double tolerance)
    {
        for (int i = 0; i < left.Length; i++)
        {
            double a = convert(left[i]), b = convert(right[i]);
            bool isClose = a.Equals(b) || Math.Abs(a - b) <= tolerance * Math.Max(1, Math.Abs(b));
            if (!isClose)
            {
                return false;
            }
        }

        return true;
    }

    private IEnumerable<string> Numbers()
    {
        int size = DataTypes.SizeOf(type);
        for (int i = 0; i + size <= bytes.Length; i += size)
        {
            var element = bytes.AsSpan(i, size);
            yield return type switch
            {
                DataType.Float => BitConverter.ToSingle(element).ToString(),
                DataType.Double => BitConverter.ToDouble(element).ToString(),
                DataType.Half => BitConverter.ToHalf(element).ToString(),
                DataType.Int32 => BitConverter.ToInt32(element).ToString(),
                DataType.Int64 => BitConverter.ToInt64(element).ToString(),
                _ => Convert.ToHexString(element),
            };
        }
    }

    private static byte[] Encode(DataType type, JsonElement element) => type switch
    {
        DataType.Float => BitConverter.GetBytes((float)Number(element)),
        DataType.Double => BitConverter.GetBytes(Number(element)),
        DataType.Half => BitConverter.GetBytes((Half)Number(element)),
        DataType.BFloat16 => BitConverter.GetBytes((float)Number(element))[2..],
        DataType.Complex64 => [.. BitConverter.GetBytes((float)Number(element[0])), .. BitConverter.GetBytes((float)Number(element[1]))],
        DataType.Complex128 => [.. BitConverter.GetBytes(Number(element[0])), .. BitConverter.GetBytes(Number(element[1]))],
        DataType.Bool => [(byte)(element.GetBoolean() ? 1 : 0)],
        DataType.UInt64 => BitConverter.GetBytes(element.GetUInt64()),
        _ => BitConverter.GetBytes(element.GetInt64())[..DataTypes.SizeOf(type)],
    };

    private static double Number(JsonElement element) => element.ValueKind != JsonValueKind.String ? element.GetDouble() : element.GetString() switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "-nan" => double.CopySign(double.NaN, -1),
        _ => double.CopySign(double.NaN, 1),
    };
}
