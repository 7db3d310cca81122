using System.Text;
using TypedModels.Formats.Checksums;

namespace TypedModels.Tests.Checksums;

public sealed class MaskedCrc32CTests
{
    /// <summary>RFC 3720, appendix B.4, and the check value of CRC-32C; the digests as numbers.</summary>
    public static TheoryData<byte[], uint> Vectors => new()
    {
        { new byte[32], 0x8A9136AA },
        { Enumerable.Repeat((byte)0xFF, 32).ToArray(), 0x62A8AB43 },
        { Enumerable.Range(0, 32).Select(value => (byte)value).ToArray(), 0x46DD794E },
        { Enumerable.Range(0, 32).Select(value => (byte)(31 - value)).ToArray(), 0x113FDB5C },
        { Convert.FromHexString("01C000000000000000000000000000001400000000000400000000140000001828000000000000000200000000000000"), 0xD9963A56 },
        { Encoding.ASCII.GetBytes("123456789"), 0xE3069283 },
        { [], 0 },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void UnmaskedItIsCrc32C(byte[] bytes, uint crc) => Assert.Equal(crc, Unmask(MaskedCrc32C.Of(bytes)));

    [Fact]
    public void EveryBitCounts()
    {
        byte[] bytes = [.. Enumerable.Range(0, 40).Select(value => (byte)(7 * value))];
        uint whole = MaskedCrc32C.Of(bytes);
        for (int bit = 0; bit < 8 * bytes.Length; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(whole, MaskedCrc32C.Of(bytes));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    // The inverse of the mask, as crc32c.h has it.
    private static uint Unmask(uint masked)
    {
        uint rotated = unchecked(masked - 0xA282EAD8);
        return (rotated >> 17) | (rotated << 15);
    }
}
