using System.Text;
using TypedModels.Formats;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Tests;

public sealed class WireReaderTests
{
    [Theory]
    [InlineData(0L)]
    [InlineData(127L)]
    [InlineData(128L)]
    [InlineData(int.MaxValue)]
    [InlineData(-1L)]
    [InlineData(long.MinValue)]
    public void NumbersSurviveBeingWrittenAndRead(long value)
    {
        var reader = ReaderOf(new WireWriter().Varint(5, value));

        Assert.True(reader.Next());
        Assert.Equal((5, WireType.Varint), (reader.Field, reader.Type));
        Assert.Equal(value, reader.Int64());
        Assert.False(reader.Next());
    }

    [Fact]
    public void FloatsTextAndMessagesSurviveBeingWrittenAndRead()
    {
        var reader = ReaderOf(new WireWriter().Float(1, 0.1f).Double(2, -0.1).Text(3, "naïve 😀").Message(4, new WireWriter().Bool(1, true)));

        reader.Next();
        Assert.Equal(0.1f, reader.Float());
        reader.Next();
        Assert.Equal(-0.1, reader.Double());
        reader.Next();
        Assert.Equal("naïve 😀", reader.Text());
        reader.Next();
        var inner = reader.Message("inner");
        Assert.True(inner.Next());
        Assert.True(inner.Bool());
        Assert.False(reader.Next());
    }

    [Fact]
    public void BytesAreSlicesOfTheMemoryThatIsRead()
    {
        byte[] bytes = new WireWriter().Bytes(1, [1, 2, 3]).ToArray();
        var reader = new WireReader(bytes, "Message");
        reader.Next();
        var slice = reader.Bytes();
        bytes[^1] = 77;

        Assert.Equal(77, slice.Span[2]);
    }

    [Fact]
    public void UnknownFieldsOfEveryTypeArePassedOver()
    {
        byte[] group = [0x0b, 0x08, 0x01, 0x13, 0x14, 0x0c]; // group 1 { 1: 1, group 2 {} }
        var writer = new WireWriter().Varint(1, 1).Double(2, 1).Bytes(3, [1]).Fields(group).Float(4, 1).Varint(9, 42);
        var reader = ReaderOf(writer);
        while (reader.Next() && reader.Field != 9)
        {
            reader.Skip();
        }

        Assert.Equal(42, reader.Int32());
    }

    [Fact]
    public void NumbersThatAreTooWideForAnInt32LoseTheirUpperBits()
    {
        var reader = ReaderOf(new WireWriter().Varint(1, 0x1_0000_0007));
        reader.Next();

        Assert.Equal(7, reader.Int32());
    }

    [Fact]
    public void PackedAndSingleNumbersAreRead()
    {
        var writer = new WireWriter().Varint(1, 1).Packed(1, [2, -3]).Varint(1, 4);
        var values = new List<long>();
        var reader = ReaderOf(writer);
        while (reader.Next())
        {
            Packed.ReadVarints(ref reader, values);
        }

        Assert.Equal([1, 2, -3, 4], values);
    }

    [Theory]
    [InlineData("80", "the message ends inside a number")]
    [InlineData("08", "the message ends inside a number")]
    [InlineData("08ffffffffffffffffffff01", "a number is longer than ten bytes")]
    [InlineData("0a05616263", "5 bytes are announced and 3 are left")]
    [InlineData("0affffffffffffffffff01", "18446744073709551615 bytes are announced and 0 are left")]
    [InlineData("0d010203", "the message ends inside a number")]
    [InlineData("09010203", "the message ends inside a number")]
    [InlineData("00", "a field has the number 0")]
    [InlineData("0c", "a group ends that was not begun")]
    [InlineData("0b14", "group 1 is ended as group 2")]
    [InlineData("0b", "the message ends inside a number")]
    [InlineData("0e", "field 1 has the unknown wire type 6")]
    [InlineData("0f", "field 1 has the unknown wire type 7")]
    public void MalformedBytesAreRefused(string hex, string fault)
    {
        var error = Assert.Throws<ModelFormatException>(() =>
        {
            var reader = new WireReader(Convert.FromHexString(hex), "Message");
            while (reader.Next())
            {
                reader.Skip();
            }
        });

        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnErrorSaysWhatWasReadAndAtWhichByteOfTheFile()
    {
        byte[] file = [0, 0, 0, .. new WireWriter().Bytes(1, [0x08]).Written.Span];
        var error = Assert.Throws<ModelFormatException>(() =>
        {
            var reader = new WireReader(file.AsMemory(3), "Outer");
            reader.Next();
            var inner = reader.Message("Inner");
            inner.Next();
            inner.Int32();
        });

        Assert.Equal(6, error.Offset);
        Assert.StartsWith("Inner, byte 6: the message ends inside a number.", error.Message, StringComparison.Ordinal);
        Assert.Equal("TYMD1009", error.Problem.Error.Id);
    }

    [Fact]
    public void TextThatIsNotUtf8IsRefused()
    {
        byte[] bytes = new WireWriter().Bytes(1, [0xff]).ToArray();
        var error = Assert.Throws<ModelFormatException>(() =>
        {
            var reader = new WireReader(bytes, "Message");
            reader.Next();
            reader.Text();
        });

        Assert.Contains("a text is not UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MessagesAndGroupsNestAsDeepAsProtobufAllowsAndNoDeeper()
    {
        ReadNested(WireReader.MostNesting);
        SkipGroups(WireReader.MostNesting);

        Assert.Throws<ModelFormatException>(() => ReadNested(WireReader.MostNesting + 1));
        Assert.Throws<ModelFormatException>(() => SkipGroups(WireReader.MostNesting + 1));
    }

    [Fact]
    public void OccurrencesOfAnInnerMessageAreMerged()
    {
        var merged = new MergedMessage();
        Assert.False(merged.IsPresent);
        merged.Add(Encoding.UTF8.GetBytes("ab"));
        merged.Add(default);
        merged.Add(Encoding.UTF8.GetBytes("cd"));

        Assert.True(merged.IsPresent);
        Assert.Equal("abcd", Encoding.UTF8.GetString(merged.ToMemory().Span));
    }

    private static WireReader ReaderOf(WireWriter writer) => new(writer.ToArray(), "Message");

    private static void ReadNested(int depth)
    {
        var writer = new WireWriter();
        for (int i = 0; i < depth; i++)
        {
            writer = new WireWriter().Message(1, writer);
        }

        for (var reader = ReaderOf(writer); reader.Next();)
        {
            reader = reader.Message("Inner");
        }
    }

    private static void SkipGroups(int depth)
    {
        var reader = new WireReader((byte[])[.. Enumerable.Repeat((byte)0x0b, depth), .. Enumerable.Repeat((byte)0x0c, depth)], "Message");
        reader.Next();
        reader.Skip();
    }
}
