using TypedModels.Formats.Checkpoints;

namespace TypedModels.Tests.Checkpoints;

public sealed class SnappyTests
{
    // Blocks after the format's description: tag bits 00 literal, 01 copy with an offset of 11 bits, 10 of 16 bits, 11 of 32 bits.
    [Theory]
    [InlineData("", "00")]
    [InlineData("616263", "03 08 616263")]
    [InlineData("6161616161", "05 00 61 01 01")]
    [InlineData("6162616261626162", "08 04 6162 16 0200")]
    [InlineData("61626163", "04 08 616261 00 63")]
    [InlineData("6162636162", "05 08 616263 07 03000000")]
    [InlineData("616263", "03 F0 02 616263")]
    [InlineData("616263", "03 F4 0200 616263")]
    [InlineData("616263", "03 F8 020000 616263")]
    [InlineData("616263", "03 FC 02000000 616263")]
    public void BlocksAreDecoded(string decoded, string block) => Assert.Equal(decoded, Convert.ToHexString(Snappy.Decode(Bytes(block))));

    [Theory]
    [InlineData("", "the decoded length is cut off")]
    [InlineData("80", "the decoded length is cut off")]
    [InlineData("FFFFFFFFFF 0F", "the decoded length is cut off or longer than five bytes")]
    [InlineData("FFFFFFFF 7F", "announce 34359738367 decoded ones")]
    [InlineData("03 08 6162", "a literal of 3 bytes, and 2 are left to read and 3 to fill")]
    [InlineData("02 08 616263", "a literal of 3 bytes, and 3 are left to read and 2 to fill")]
    [InlineData("03 F4 02", "a literal's length is cut off")]
    [InlineData("05 FC FFFFFFFF 61", "a literal of 4294967296 bytes")]
    [InlineData("05 00 61 01", "a copy is cut off")]
    [InlineData("05 00 61 01 02", "a copy of 4 bytes from 2 back, and 1 are decoded and 4 to fill")]
    [InlineData("05 00 61 01 00", "a copy of 4 bytes from 0 back")]
    [InlineData("04 00 61 01 01", "a copy of 4 bytes from 1 back, and 1 are decoded and 3 to fill")]
    [InlineData("06 00 61 01 01", "6 decoded bytes are announced and 5 came")]
    public void ADamagedBlockIsRefused(string block, string fault) =>
        Assert.Contains(fault, Assert.Throws<FormatException>(() => Snappy.Decode(Bytes(block))).Message, StringComparison.Ordinal);

    [Fact]
    public void ABlockDecodesToNoMoreThanIsAllowed() =>
        Assert.Throws<FormatException>(() => Snappy.Decode(Bytes("05 00 61 01 01"), most: 4));

    private static byte[] Bytes(string hexadecimal) => Convert.FromHexString(hexadecimal.Replace(" ", "", StringComparison.Ordinal));
}
