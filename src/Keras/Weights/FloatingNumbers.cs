using System.Runtime.InteropServices;

namespace TypedModels.Keras.Weights;

/// <summary>Converts floating-point numbers that a file holds in another type than the model does, as Keras does when it loads them.</summary>
internal static class FloatingNumbers
{
    /// <summary>Whether numbers of one type are converted to another.</summary>
    public static bool AreConvertible(DataType from, DataType to) =>
        from is DataType.Float or DataType.Double or DataType.Half or DataType.BFloat16 && to is DataType.Float or DataType.Double or DataType.Half or DataType.BFloat16;

    /// <summary>Converts, to the nearest number.</summary>
    public static void Convert(ReadOnlySpan<byte> from, DataType fromType, Span<byte> to, DataType toType)
    {
        int count = from.Length / DataTypes.SizeOf(fromType);
        for (int i = 0; i < count; i++)
        {
            Write(to, toType, i, Read(from, fromType, i));
        }
    }

    private static double Read(ReadOnlySpan<byte> bytes, DataType type, int index) => type switch
    {
        DataType.Double => MemoryMarshal.Cast<byte, double>(bytes)[index],
        DataType.Float => MemoryMarshal.Cast<byte, float>(bytes)[index],
        DataType.BFloat16 => ToSingle((uint)MemoryMarshal.Cast<byte, ushort>(bytes)[index] << 16),
        _ => ToDouble(MemoryMarshal.Cast<byte, ushort>(bytes)[index]),
    };

    private static void Write(Span<byte> bytes, DataType type, int index, double value)
    {
        switch (type)
        {
            case DataType.Double:
                MemoryMarshal.Cast<byte, double>(bytes)[index] = value;
                break;
            case DataType.Float:
                MemoryMarshal.Cast<byte, float>(bytes)[index] = (float)value;
                break;
            case DataType.BFloat16:
                MemoryMarshal.Cast<byte, ushort>(bytes)[index] = ToBFloat16((float)value);
                break;
            default:
                MemoryMarshal.Cast<byte, ushort>(bytes)[index] = ToHalf(value);
                break;
        }
    }

    private static float ToSingle(uint bits) => BitConverter.ToSingle(BitConverter.GetBytes(bits), 0);

    private static uint ToBits(float value) => BitConverter.ToUInt32(BitConverter.GetBytes(value), 0);

    private static ushort ToBFloat16(float value)
    {
        uint bits = ToBits(value);
        return float.IsNaN(value) ? (ushort)((bits >> 16) | 0x40) : (ushort)((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
    }

    // IEEE 754 binary16: sign, 5 bits of exponent with bias 15, 10 bits of fraction.
    private static double ToDouble(ushort half)
    {
        int exponent = (half >> 10) & 0x1f;
        int fraction = half & 0x3ff;
        double magnitude = exponent switch
        {
            0 => fraction * Math.Pow(2, -24),
            0x1f => fraction == 0 ? double.PositiveInfinity : double.NaN,
            _ => (1024 + fraction) * Math.Pow(2, exponent - 25),
        };
        return half >> 15 == 0 ? magnitude : -magnitude;
    }

    private static ushort ToHalf(double value)
    {
        int sign = value < 0 || (value == 0 && BitConverter.DoubleToInt64Bits(value) < 0) ? 0x8000 : 0;
        double magnitude = Math.Abs(value);
        if (double.IsNaN(value))
        {
            return (ushort)(sign | 0x7e00);
        }

        // Half a step above the greatest number rounds to infinity.
        if (magnitude >= 65520)
        {
            return (ushort)(sign | 0x7c00);
        }

        int exponent = magnitude < Math.Pow(2, -14) ? -14 : (int)((BitConverter.DoubleToInt64Bits(magnitude) >> 52) - 1023);
        long fraction = (long)Math.Round(magnitude * Math.Pow(2, 10 - exponent), MidpointRounding.ToEven);
        return (ushort)(sign + (exponent == -14 ? fraction : ((exponent + 14) << 10) + fraction));
    }
}
