using System.Runtime.InteropServices;
using System.Text;

namespace TypedModels.Engine.Conformance.Cases;

/// <summary>A tensor that is given to an operation, or that it gave.</summary>
/// <param name="Type">The element type.</param>
/// <param name="Shape">The length of each axis.</param>
/// <param name="Bytes">The elements row by row, little-endian; empty for text.</param>
/// <param name="Texts">The elements of a text tensor, else null.</param>
internal sealed record Value(DataType Type, long[] Shape, byte[] Bytes, byte[][]? Texts = null)
{
    /// <summary>The number of elements.</summary>
    public int Count => Shape.Aggregate(1, (count, dimension) => checked(count * (int)dimension));

    /// <summary>Numbers in the nearest values of a type; complex ones get the next number as imaginary part. Text gets the numbers' digits.</summary>
    public static Value Of(DataType type, ReadOnlySpan<long> shape, ReadOnlySpan<double> numbers)
    {
        if (type == DataType.String)
        {
            return new Value(type, shape.ToArray(), [], [.. numbers.ToArray().Select(number => Encoding.ASCII.GetBytes(number.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))]);
        }

        int size = DataTypes.SizeOf(type);
        byte[] bytes = new byte[numbers.Length * size];
        for (int i = 0; i < numbers.Length; i++)
        {
            Write(bytes.AsSpan(i * size), type, numbers[i], numbers[(i + 1) % numbers.Length]);
        }

        return new Value(type, shape.ToArray(), bytes);
    }

    /// <summary>Texts, or any bytes.</summary>
    public static Value Of(ReadOnlySpan<long> shape, params byte[][] texts) => new(DataType.String, shape.ToArray(), [], texts);

    /// <summary>The same elements in another shape.</summary>
    public Value As(params long[] shape) => this with { Shape = shape };

    /// <summary>The element type and shape, as messages write them.</summary>
    public override string ToString() => $"{Type.ToWord()}[{string.Join(", ", Shape)}]";

    private static void Write(Span<byte> to, DataType type, double number, double next)
    {
        switch (type)
        {
            case DataType.Float:
                Put(to, (float)number);
                break;
            case DataType.Double:
                Put(to, number);
                break;
            case DataType.Half:
                Put(to, (Half)number);
                break;
            case DataType.BFloat16:
                Put(to, ((BFloat16)(float)number).Bits);
                break;
            case DataType.Complex64:
                Put(to, (float)number);
                Put(to[sizeof(float)..], (float)next);
                break;
            case DataType.Complex128:
                Put(to, number);
                Put(to[sizeof(double)..], next);
                break;
            case DataType.Bool:
                to[0] = number != 0 ? (byte)1 : (byte)0;
                break;
            case DataType.Int8 or DataType.QInt8:
                Put(to, sbyte.CreateSaturating(number));
                break;
            case DataType.UInt8 or DataType.QUInt8:
                Put(to, byte.CreateSaturating(number));
                break;
            case DataType.Int16 or DataType.QInt16:
                Put(to, short.CreateSaturating(number));
                break;
            case DataType.UInt16 or DataType.QUInt16:
                Put(to, ushort.CreateSaturating(number));
                break;
            case DataType.Int32 or DataType.QInt32:
                Put(to, int.CreateSaturating(number));
                break;
            case DataType.UInt32:
                Put(to, uint.CreateSaturating(number));
                break;
            case DataType.Int64:
                Put(to, long.CreateSaturating(number));
                break;
            case DataType.UInt64:
                Put(to, ulong.CreateSaturating(number));
                break;
            default:
                throw new NotSupportedException($"No case is made of {type.ToWord()}.");
        }
    }

    private static void Put<T>(Span<byte> to, T value)
        where T : unmanaged => MemoryMarshal.Write(to, in value);
}
