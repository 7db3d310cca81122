using System.Buffers.Binary;
using System.Globalization;
using TypedModels.Formats.Graphs;

namespace TypedModels.Formats.Extraction;

/// <summary>Spells out default values as contracts write them.</summary>
internal static class DefaultLiterals
{
    /// <summary>A default value as literals, or as a digest when there are too many elements or the type has no literals.</summary>
    public static DefaultValue Of(TensorDocument tensor) => tensor.DataType == DataType.String ? OfText(tensor) : OfNumbers(tensor);

    private static DefaultValue OfText(TensorDocument tensor)
    {
        var texts = TensorElements.ToTexts(tensor);
        if (texts.Count <= DefaultValue.MostElements)
        {
            return new DefaultValue { Shape = tensor.Shape, Elements = texts.Select(text => ContractLiteral.Bytes(text.ToArray())).ToValueList() };
        }

        var bytes = new MemoryStream();
        foreach (var text in texts)
        {
            bytes.Write(BitConverter.GetBytes((long)text.Length), 0, sizeof(long));
            bytes.Write(text.ToArray(), 0, text.Length);
        }

        return new DefaultValue { Shape = tensor.Shape, Digest = ContractFingerprint.Digest(bytes.ToArray()) };
    }

    private static DefaultValue OfNumbers(TensorDocument tensor)
    {
        byte[] bytes = TensorElements.ToBytes(tensor);
        int size = DataTypes.SizeOf(tensor.DataType);
        if (bytes.Length / size > DefaultValue.MostElements || Literal(tensor.DataType, new byte[size]) is null)
        {
            return new DefaultValue { Shape = tensor.Shape, Digest = ContractFingerprint.Digest(bytes) };
        }

        var elements = new string[bytes.Length / size];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = Literal(tensor.DataType, bytes.AsSpan(i * size, size))!;
        }

        return new DefaultValue { Shape = tensor.Shape, Elements = elements.ToValueList() };
    }

    private static string? Literal(DataType type, ReadOnlySpan<byte> bytes) => type switch
    {
        DataType.Float => Literal(SingleOf(bytes)),
        DataType.Double => Literal(DoubleOf(bytes)),
        DataType.Half => Literal(HalfOf(bytes)),
        DataType.BFloat16 => Literal(SingleOf([0, 0, bytes[0], bytes[1]])),
        DataType.Complex64 => $"({Literal(SingleOf(bytes))},{Literal(SingleOf(bytes.Slice(4)))})",
        DataType.Complex128 => $"({Literal(DoubleOf(bytes))},{Literal(DoubleOf(bytes.Slice(8)))})",
        DataType.Bool => bytes[0] != 0 ? "true" : "false",
        DataType.UInt64 => Literal(BinaryPrimitives.ReadUInt64LittleEndian(bytes)),
        DataType.Int64 => Literal(BinaryPrimitives.ReadInt64LittleEndian(bytes)),
        DataType.UInt32 => Literal(BinaryPrimitives.ReadUInt32LittleEndian(bytes)),
        DataType.Int32 or DataType.QInt32 => Literal(BinaryPrimitives.ReadInt32LittleEndian(bytes)),
        DataType.UInt16 or DataType.QUInt16 => Literal(BinaryPrimitives.ReadUInt16LittleEndian(bytes)),
        DataType.Int16 or DataType.QInt16 => Literal(BinaryPrimitives.ReadInt16LittleEndian(bytes)),
        DataType.UInt8 or DataType.QUInt8 or DataType.UInt4 or DataType.UInt2 => Literal((long)bytes[0]),
        DataType.Int8 or DataType.QInt8 or DataType.Int4 or DataType.Int2 => Literal((sbyte)bytes[0]),
        _ => null,
    };

    private static string Literal(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Literal(ulong value) => value.ToString(CultureInfo.InvariantCulture);

    // .NET Framework's "R" gives other digits than .NET's; the fewest digits that read back to the same number are the same on both.
    private static string Literal(float value)
    {
        string text = "";
        for (int digits = 6; digits <= 9; digits++)
        {
            text = value.ToString("G" + digits, CultureInfo.InvariantCulture);
            if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float read) && read == value)
            {
                break;
            }
        }

        return Special(value) ?? text;
    }

    private static string Literal(double value)
    {
        string text = "";
        for (int digits = 15; digits <= 17; digits++)
        {
            text = value.ToString("G" + digits, CultureInfo.InvariantCulture);
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double read) && read == value)
            {
                break;
            }
        }

        return Special(value) ?? text;
    }

    private static string? Special(double value) =>
        double.IsNaN(value) ? "NaN"
        : double.IsInfinity(value) ? value > 0 ? "Infinity" : "-Infinity"
        : value == 0 ? BitConverter.DoubleToInt64Bits(value) == 0 ? "0" : "-0"
        : null;

    private static float SingleOf(ReadOnlySpan<byte> bytes) => BitConverter.ToSingle(BitConverter.GetBytes(BinaryPrimitives.ReadInt32LittleEndian(bytes)), 0);

    private static double DoubleOf(ReadOnlySpan<byte> bytes) => BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64LittleEndian(bytes));

    // IEEE 754 binary16: sign, 5 bits of exponent with bias 15, 10 bits of fraction.
    private static float HalfOf(ReadOnlySpan<byte> bytes)
    {
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        int exponent = (bits >> 10) & 0x1f;
        int fraction = bits & 0x3ff;
        double magnitude = exponent switch
        {
            0 => fraction * Math.Pow(2, -24),
            0x1f => fraction == 0 ? double.PositiveInfinity : double.NaN,
            _ => (1024 + fraction) * Math.Pow(2, exponent - 25),
        };
        return (float)(bits >> 15 == 0 ? magnitude : -magnitude);
    }
}
