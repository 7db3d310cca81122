using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using TypedModels.Runtime.Calls;

namespace TypedModels.Runtime.Fakes;

/// <summary>The defaults of a fake's inputs, read from the contract: there is no model to hold them.</summary>
internal static class FakeDefaults
{
    /// <summary>The default of each input that has one, by key. Where the contract holds only a digest of a long value, a fake gets zeros of its shape.</summary>
    public static IReadOnlyDictionary<string, FixedTensor> Of(SignatureContract signature) =>
        signature.Inputs.Where(input => input.Default is not null).ToDictionary(input => input.Key, input => Read(input.DataType, input.Default!), StringComparer.Ordinal);

    private static FixedTensor Read(DataType type, DefaultValue value)
    {
        long[] shape = [.. value.Shape.Dimensions];
        int count = checked((int)shape.Aggregate(1L, (product, length) => checked(product * length)));
        if (type == DataType.String)
        {
            var texts = new byte[count][];
            for (int i = 0; i < count; i++)
            {
                texts[i] = value.Digest is null ? ContractLiteral.ReadBytes(value.Elements[i]) : [];
            }

            return new FixedTensor(shape, texts);
        }

        int size = DataTypes.SizeOf(type);
        var elements = new byte[checked(count * size)];
        for (int i = 0; i < value.Elements.Count; i++)
        {
            Write(type, value.Elements[i], elements.AsSpan(i * size, size));
        }

        return new FixedTensor(shape, elements);
    }

    private static void Write(DataType type, string literal, Span<byte> element)
    {
        switch (type)
        {
            case DataType.Float:
                BinaryPrimitives.WriteSingleLittleEndian(element, float.Parse(literal, CultureInfo.InvariantCulture));
                break;
            case DataType.Double:
                BinaryPrimitives.WriteDoubleLittleEndian(element, double.Parse(literal, CultureInfo.InvariantCulture));
                break;
            case DataType.Half:
                BinaryPrimitives.WriteHalfLittleEndian(element, Half.Parse(literal, CultureInfo.InvariantCulture));
                break;
            case DataType.BFloat16:
                BinaryPrimitives.WriteUInt16LittleEndian(element, ((BFloat16)float.Parse(literal, CultureInfo.InvariantCulture)).Bits);
                break;
            case DataType.Bool:
                element[0] = literal == "true" ? (byte)1 : (byte)0;
                break;
            case DataType.Complex64 or DataType.Complex128:
                WriteComplex(type, literal, element);
                break;
            default:
                WriteInteger(BigInteger.Parse(literal, CultureInfo.InvariantCulture), element);
                break;
        }
    }

    private static void WriteComplex(DataType type, string literal, Span<byte> element)
    {
        string[] parts = literal.Trim('(', ')').Split(',');
        var part = type == DataType.Complex64 ? DataType.Float : DataType.Double;
        int size = DataTypes.SizeOf(part);
        Write(part, parts[0], element[..size]);
        Write(part, parts[1], element[size..]);
    }

    private static void WriteInteger(BigInteger value, Span<byte> element)
    {
        // Two's complement: sign-extended when negative, cut to the element's width.
        element.Fill(value.Sign < 0 ? (byte)0xFF : (byte)0);
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, out int written);
        bytes[..Math.Min(written, element.Length)].CopyTo(element);
    }
}
