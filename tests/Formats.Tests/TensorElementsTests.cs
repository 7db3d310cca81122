using System.Text;
using TypedModels.Formats;
using TypedModels.Formats.Extraction;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Tests;

public sealed class TensorElementsTests
{
    [Fact]
    public void BytesAreTakenAsTheyAre()
    {
        var tensor = Tensor(DataType.Int16, [2], new WireWriter().Bytes(4, [1, 0, 2, 0]));

        Assert.Equal([1, 0, 2, 0], TensorElements.ToBytes(tensor));
    }

    [Fact]
    public void FewerValuesThanElementsRepeatTheLast()
    {
        var tensor = Tensor(DataType.Int32, [2, 2], new WireWriter().Packed(7, [1, -2]));

        Assert.Equal("[2, 2] 1 -2 -2 -2", DefaultLiterals.Of(tensor).ToString());
    }

    [Fact]
    public void MoreValuesThanElementsAreIgnored() =>
        Assert.Equal("[2] 1 2", DefaultLiterals.Of(Tensor(DataType.Int32, [2], new WireWriter().Packed(7, [1, 2, 3]))).ToString());

    [Fact]
    public void NoValuesAreZeros()
    {
        Assert.Equal("[3] 0 0 0", DefaultLiterals.Of(Tensor(DataType.Float, [3], new WireWriter())).ToString());
        Assert.Equal("[2] \"\" \"\"", DefaultLiterals.Of(Tensor(DataType.String, [2], new WireWriter())).ToString());
    }

    [Fact]
    public void ATensorWithoutElementsHasNone() => Assert.Equal("[0, 3]", DefaultLiterals.Of(Tensor(DataType.Float, [0, 3], new WireWriter())).ToString());

    /// <summary>A scalar of every type with literals, in the field that belongs to the type, and what the contract says.</summary>
    public static TheoryData<DataType, string, string> Scalars => new()
    {
        { DataType.Float, Hex(new WireWriter().Float(5, 0.1f)), "0.1" },
        { DataType.Float, Hex(new WireWriter().Float(5, 16777217f)), "16777216" },
        { DataType.Float, Hex(new WireWriter().Float(5, float.Epsilon)), "1.4013E-45" },
        { DataType.Float, Hex(new WireWriter().Float(5, float.NaN)), "NaN" },
        { DataType.Float, Hex(new WireWriter().Float(5, float.NegativeInfinity)), "-Infinity" },
        { DataType.Float, Hex(new WireWriter().Float(5, -0f)), "-0" },
        { DataType.Double, Hex(new WireWriter().Double(6, 0.1)), "0.1" },
        { DataType.Double, Hex(new WireWriter().Double(6, Math.PI)), "3.141592653589793" },
        { DataType.Int32, Hex(new WireWriter().Varint(7, -5)), "-5" },
        { DataType.Int16, Hex(new WireWriter().Varint(7, -5)), "-5" },
        { DataType.Int8, Hex(new WireWriter().Varint(7, -5)), "-5" },
        { DataType.UInt8, Hex(new WireWriter().Varint(7, 255)), "255" },
        { DataType.UInt16, Hex(new WireWriter().Varint(7, 65535)), "65535" },
        { DataType.QInt8, Hex(new WireWriter().Varint(7, -128)), "-128" },
        { DataType.QUInt8, Hex(new WireWriter().Varint(7, 200)), "200" },
        { DataType.QInt16, Hex(new WireWriter().Varint(7, -300)), "-300" },
        { DataType.QUInt16, Hex(new WireWriter().Varint(7, 300)), "300" },
        { DataType.QInt32, Hex(new WireWriter().Varint(7, -70000)), "-70000" },
        { DataType.Int4, Hex(new WireWriter().Varint(7, -8)), "-8" },
        { DataType.UInt4, Hex(new WireWriter().Varint(7, 15)), "15" },
        { DataType.Complex64, Hex(new WireWriter().Float(9, 1.5f).Float(9, -2)), "(1.5,-2)" },
        { DataType.Int64, Hex(new WireWriter().Varint(10, long.MinValue)), "-9223372036854775808" },
        { DataType.Bool, Hex(new WireWriter().Varint(11, 1)), "true" },
        { DataType.Complex128, Hex(new WireWriter().Double(12, 0.25).Double(12, 3)), "(0.25,3)" },
        { DataType.Half, Hex(new WireWriter().Varint(13, 0x3e00)), "1.5" },
        { DataType.Half, Hex(new WireWriter().Varint(13, 0xfc00)), "-Infinity" },
        { DataType.Half, Hex(new WireWriter().Varint(13, 1)), "5.9604645E-08" },
        { DataType.BFloat16, Hex(new WireWriter().Varint(13, 0x4049)), "3.140625" },
        { DataType.UInt32, Hex(new WireWriter().Varint(16, uint.MaxValue)), "4294967295" },
        { DataType.UInt64, Hex(new WireWriter().Varint(17, -1)), "18446744073709551615" },
        { DataType.String, Hex(new WireWriter().Text(8, "say \"é\"\n")), "\"say \\\"é\\\"\\u000a\"" },
        { DataType.String, Hex(new WireWriter().Bytes(8, [0xff, 0x00])), "base64\"/wA=\"" },
    };

    [Theory, MemberData(nameof(Scalars))]
    public void AScalarOfEveryTypeIsReadFromItsField(DataType type, string fields, string literal) =>
        Assert.Equal(literal, DefaultLiterals.Of(Tensor(type, [], new WireWriter().Fields(Convert.FromHexString(fields)))).ToString());

    [Fact]
    public void HalvesAreReadAsDotNetReadsThem()
    {
        for (int bits = 0; bits <= ushort.MaxValue; bits += 7)
        {
            float expected = (float)BitConverter.UInt16BitsToHalf((ushort)bits);
            string literal = DefaultLiterals.Of(Tensor(DataType.Half, [], new WireWriter().Varint(13, bits))).ToString();

            Assert.Equal(expected, float.Parse(literal, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void TypesWithoutLiteralsAndLongTensorsAreDigested()
    {
        Assert.StartsWith("sha256:", DefaultLiterals.Of(Tensor(DataType.Float8E5M2, [], new WireWriter().Bytes(18, [0x3c]))).ToString(), StringComparison.Ordinal);
        Assert.StartsWith("[17] sha256:", DefaultLiterals.Of(Tensor(DataType.Int32, [17], new WireWriter().Varint(7, 1))).ToString(), StringComparison.Ordinal);
        Assert.StartsWith("[17] sha256:", DefaultLiterals.Of(Tensor(DataType.String, [17], new WireWriter().Text(8, "x"))).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TextAsBytesHasItsLengthsFirst()
    {
        var tensor = Tensor(DataType.String, [2], new WireWriter().Bytes(4, [1, 2, (byte)'a', (byte)'b', (byte)'c']));

        Assert.Equal(["a", "bc"], TensorElements.ToTexts(tensor).Select(text => Encoding.UTF8.GetString(text.Span)));
    }

    [Fact]
    public void BytesThatDoNotFillTheShapeAreRefused()
    {
        Refused("3 bytes do not fill the shape [1] of int32", Tensor(DataType.Int32, [1], new WireWriter().Bytes(4, [1, 2, 3])));
        Refused("8 bytes do not fill the shape [1] of int32", Tensor(DataType.Int32, [1], new WireWriter().Bytes(4, new byte[8])));
        Refused("2 bytes do not fill the shape [1] of string", Tensor(DataType.String, [1], new WireWriter().Bytes(4, [9, 1])));
        Refused("1 bytes do not fill the shape [1000] of string", Tensor(DataType.String, [1000], new WireWriter().Bytes(4, [0])));
    }

    [Fact]
    public void AShapeThatIsNotKnownOrCannotBeCountedIsRefused()
    {
        Refused("a value has the shape [?]", Tensor(DataType.Int32, [-1], new WireWriter()));
        Refused("a value has the shape", Tensor(DataType.Int32, [long.MaxValue, 2, 2], new WireWriter()));
    }

    [Fact]
    public void AFewValuesAreNotSpreadOverAllMemory()
    {
        Refused("calls for more elements than 1 values are spread to", Tensor(DataType.Int32, [1L << 40], new WireWriter().Varint(7, 1)));
        Refused("calls for more elements than 1 values are spread to", Tensor(DataType.String, [1L << 40], new WireWriter().Text(8, "x")));
    }

    private static void Refused(string fault, TensorDocument tensor)
    {
        var error = Assert.Throws<ModelFormatException>(() => DefaultLiterals.Of(tensor));
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    private static string Hex(WireWriter writer) => Convert.ToHexString(writer.Written.Span);

    private static TensorDocument Tensor(DataType type, long[] shape, WireWriter fields) =>
        new(new WireWriter().Varint(1, (int)type).Message(2, HandMadeModels.Shape(new TensorShape(shape))).Fields(fields.Written.Span).ToArray());
}
