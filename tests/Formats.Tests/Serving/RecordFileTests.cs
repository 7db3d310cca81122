using System.Buffers.Binary;
using TypedModels.Formats;
using TypedModels.Formats.Checksums;
using TypedModels.Formats.Serving;

namespace TypedModels.Tests.Serving;

public sealed class RecordFileTests
{
    private static readonly byte[][] s_records = [[1, 2, 3], [], [.. Enumerable.Range(0, 300).Select(value => (byte)value)]];

    [Fact]
    public void RecordsAreReadInOrder() => Assert.Equal(s_records, RecordFile.Read(Write(s_records)).Select(record => record.ToArray()));

    [Fact]
    public void AnEmptyFileHasNoRecords() => Assert.Empty(RecordFile.Read(ReadOnlyMemory<byte>.Empty));

    [Fact]
    public void AFileCutOffAnywhereGivesTheWholeRecordsAndThenAnError()
    {
        byte[] file = Write(s_records);
        int[] ends = [0, 19, 35, file.Length];
        for (int length = 0; length < file.Length; length++)
        {
            int whole = ends.Count(end => end > 0 && end <= length);
            var read = new List<byte[]>();
            var error = Record.Exception(() =>
            {
                foreach (var record in RecordFile.Read(file.AsMemory(0, length)))
                {
                    read.Add(record.ToArray());
                }
            });

            Assert.Equal(s_records.Take(whole), read);
            Assert.Equal(!ends.Contains(length), error is ModelFormatException);
        }
    }

    [Fact]
    public void AnyDamagedByteIsFound()
    {
        byte[] file = Write(s_records);
        for (int i = 0; i < file.Length; i++)
        {
            file[i] ^= 0x10;
            Assert.Throws<ModelFormatException>(() => RecordFile.Read(file).Count());
            file[i] ^= 0x10;
        }
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    [InlineData(uint.MaxValue)]
    public void ALengthBeyondTheFileIsRefusedThoughItsChecksumFits(long length)
    {
        byte[] file = Write([[1, 2, 3]]);
        BinaryPrimitives.WriteInt64LittleEndian(file, length);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(8), MaskedCrc32C.Of(file.AsSpan(0, 8)));

        Assert.Contains("the file ends inside a record", Assert.Throws<ModelFormatException>(() => RecordFile.Read(file).Count()).Message, StringComparison.Ordinal);
    }

    /// <summary>A file of records.</summary>
    internal static byte[] Write(IEnumerable<byte[]> records)
    {
        var file = new MemoryStream();
        Span<byte> header = stackalloc byte[sizeof(ulong) + sizeof(uint)];
        foreach (byte[] record in records)
        {
            BinaryPrimitives.WriteInt64LittleEndian(header, record.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(header[8..], MaskedCrc32C.Of(header[..8]));
            file.Write(header);
            file.Write(record);
            BinaryPrimitives.WriteUInt32LittleEndian(header, MaskedCrc32C.Of(record));
            file.Write(header[..4]);
        }

        return file.ToArray();
    }
}
