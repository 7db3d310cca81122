using System.Text;

namespace TypedModels.Tests;

public sealed class TensorStringTests
{
    [Fact]
    public void EveryByteIsKept()
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

        Assert.Equal(all, new TensorString(all).Bytes);
        Assert.Equal(all, ((TensorString)all).Bytes);
    }

    [Fact]
    public void TheBytesAreACopy()
    {
        byte[] bytes = [1, 2];
        TensorString text = bytes;
        bytes[0] = 9;

        Assert.Equal([1, 2], text.Bytes.ToArray());
    }

    [Fact]
    public void DefaultIsTheEmptyString()
    {
        Assert.Equal("", default(TensorString).ToString());
        Assert.Equal(default, new TensorString([]));
        Assert.Equal(default(TensorString).GetHashCode(), new TensorString([]).GetHashCode());
    }

    [Fact]
    public void TextGoesInAndOut()
    {
        TensorString text = "grün 😀\0";
        string back = text;

        Assert.Equal("grün 😀\0", back);
        Assert.Equal(Encoding.UTF8.GetBytes("grün 😀\0"), text.Bytes);
    }

    [Fact]
    public void ItComparesWithTextAndWithBytes()
    {
        TensorString text = "cat";

        Assert.True(text == "cat");
        Assert.True("cat" == text);
        Assert.True(text == "cat"u8);
        Assert.True(text != "dog");
        Assert.True(text.Equals((object)new TensorString("cat"u8)));
        Assert.False(text.Equals((object)"cat"));
    }

    [Theory]
    [InlineData(new byte[] { 0x61, 0xFF }, 1)]
    [InlineData(new byte[] { 0xC0, 0x80 }, 0)]
    [InlineData(new byte[] { 0x61, 0x62, 0xED, 0xA0, 0x80 }, 2)]
    [InlineData(new byte[] { 0xE2, 0x82 }, 0)]
    public void BytesThatAreNoTextSaySoAndPointToTheBytes(byte[] bytes, int at)
    {
        TensorString text = bytes;
        var error = Assert.Throws<FormatException>(() => (string)text);

        Assert.Equal($"The {bytes.Length} bytes are not UTF-8 text (byte {at}): read them from TensorString.Bytes.", error.Message);
    }

    [Fact]
    public void HalfASurrogatePairIsRefused() => Assert.ThrowsAny<ArgumentException>(() => (TensorString)"\ud800");

    [Fact]
    public void NullIsRefused()
    {
        Assert.Throws<ArgumentNullException>(() => (TensorString)(string)null!);
        Assert.Throws<ArgumentNullException>(() => (TensorString)(byte[])null!);
    }
}
