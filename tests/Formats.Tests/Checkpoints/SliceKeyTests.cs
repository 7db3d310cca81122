using TypedModels.Formats.Checkpoints;

namespace TypedModels.Tests.Checkpoints;

public sealed class SliceKeyTests
{
    // The first is from a checkpoint that TensorFlow wrote; the others follow ordered_code.cc and the vectors of its test.
    [Theory]
    [InlineData("b", "0,3:0,4", "00 62 0001 0102 80 83 80 84")]
    [InlineData("b", "-:0,4", "00 62 0001 0102 80 7F 80 84")]
    [InlineData("b", "63,64", "00 62 0001 0101 BF C040")]
    [InlineData("b", "8191,8192", "00 62 0001 0101 DFFF E02000")]
    [InlineData("b", "1048576,9223372036854775807", "00 62 0001 0101 F0100000 FFC07FFFFFFFFFFFFFFF")]
    [InlineData("a\0b", "0,1", "00 6100FF62 0001 0101 80 81")]
    public void KeysAreThoseOfTensorFlow(string name, string slice, string key) =>
        Assert.Equal(key.Replace(" ", "", StringComparison.Ordinal), Convert.ToHexString(SliceKey.Of(name, TensorSlice.TryParse(slice)!)));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0,1,2")]
    [InlineData("-1,2")]
    [InlineData("a,b")]
    [InlineData("0,99999999999999999999")]
    public void OtherTextIsNoSlice(string text) => Assert.Null(TensorSlice.TryParse(text));

    [Fact]
    public void ASliceIsWrittenAsItIsParsed() => Assert.Equal("0,3:-", TensorSlice.TryParse("0,3:-")!.ToString());
}
