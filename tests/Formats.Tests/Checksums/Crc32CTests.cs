using TypedModels.Formats.Checksums;

namespace TypedModels.Tests.Checksums;

public sealed class Crc32CTests
{
    [Fact]
    public void TheInstructionAndTheTablesAgreeAtEveryLength()
    {
        var bytes = new byte[100];
        new Random(1).NextBytes(bytes);
        for (int length = 0; length <= bytes.Length; length++)
        {
            Assert.Equal(Crc32C.AppendByTables(0, bytes.AsSpan(0, length)), Crc32C.Append(0, bytes.AsSpan(0, length)));
        }
    }

    [Fact]
    public void TablesGiveTheCheckValue() => Assert.Equal(0xE3069283, Crc32C.AppendByTables(0, "123456789"u8));

    [Fact]
    public void AChecksumGoesOnWhereAnotherEnded()
    {
        byte[] bytes = [.. Enumerable.Range(0, 50).Select(value => (byte)(3 * value))];
        for (int split = 0; split <= bytes.Length; split++)
        {
            Assert.Equal(Crc32C.Append(0, bytes), Crc32C.Append(Crc32C.Append(0, bytes.AsSpan(0, split)), bytes.AsSpan(split)));
        }
    }
}
