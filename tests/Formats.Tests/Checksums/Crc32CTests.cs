using TypedModels.Formats.Checksums;

namespace TypedModels.Tests.Checksums;

public sealed class Crc32CTests
{
    [Fact]
    public void TheInstructionAndTheTablesAgreeAtEveryLengthAndAlignment()
    {
        var bytes = new byte[2000];
        new Random(1).NextBytes(bytes);
        for (int start = 0; start < 8; start++)
        {
            for (int length = 0; length <= bytes.Length - start; length++)
            {
                var slice = bytes.AsSpan(start, length);
                Assert.Equal(Crc32C.AppendByTables((uint)length, slice), Crc32C.Append((uint)length, slice));
            }
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 7)]
    [InlineData(7, 0)]
    [InlineData(1, 1)]
    [InlineData(1000, 100_003)]
    [InlineData(100_003, 1000)]
    public void TheChecksumsOfTwoRunsMakeThatOfBoth(int first, int second)
    {
        var bytes = new byte[first + second];
        new Random(first).NextBytes(bytes);
        uint both = Crc32C.Combine(Crc32C.Append(0, bytes.AsSpan(0, first)), Crc32C.Append(0, bytes.AsSpan(first)), second);
        Assert.Equal(Crc32C.AppendByTables(0, bytes), both);
    }

    [Theory]
    [InlineData(24575)]
    [InlineData(24576)]
    [InlineData(24577)]
    [InlineData(25343)]
    [InlineData(25344)]
    [InlineData(49152)]
    [InlineData(1_000_003)]
    public void TheyAgreeWhereLongStretchesBeginAndEnd(int length)
    {
        var bytes = new byte[length + 8];
        new Random(length).NextBytes(bytes);
        for (int start = 0; start < 8; start++)
        {
            Assert.Equal(Crc32C.AppendByTables(0, bytes.AsSpan(start, length)), Crc32C.Append(0, bytes.AsSpan(start, length)));
        }
    }

    [Fact]
    public void TheyAgreeOnRandomPieces()
    {
        var random = new Random(7);
        var bytes = new byte[120_000];
        random.NextBytes(bytes);
        for (int i = 0; i < 300; i++)
        {
            int start = random.Next(bytes.Length);
            var slice = bytes.AsSpan(start, random.Next(bytes.Length - start));
            uint crc = (uint)random.Next();
            Assert.Equal(Crc32C.AppendByTables(crc, slice), Crc32C.Append(crc, slice));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(8192)]
    public void AShiftIsWhatZeroBytesDo(int length)
    {
        var shift = new CrcShift(length);
        foreach (uint state in (uint[])[0, 1, 0x80000000, 0xDEADBEEF, uint.MaxValue])
        {
            Assert.Equal(~Crc32C.AppendByTables(~state, new byte[length]), shift.Apply(state));
        }
    }

    [Fact]
    public void BothGiveTheCheckValue()
    {
        Assert.Equal(0xE3069283, Crc32C.AppendByTables(0, "123456789"u8));
        Assert.Equal(0xE3069283, Crc32C.Append(0, "123456789"u8));
    }

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
