using TypedModels.Formats;
using TypedModels.Formats.Checkpoints;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Tests.Checkpoints;

public sealed class DamagedCheckpointTests : IDisposable
{
    private readonly HandMadeCheckpoint _writer = new();

    public void Dispose() => _writer.Dispose();

    [Fact]
    public void AMissingIndexIsNamed()
    {
        var error = Assert.Throws<ModelFormatException>(() => Checkpoint.Open(_writer.Prefix));

        Assert.Equal((ExtractionError.MissingVariables, _writer.Prefix + ".index"), (error.Problem.Error, error.Problem.File));
    }

    [Fact]
    public void AMissingShardIsNamedWhenItIsRead()
    {
        _writer.Add("a", DataType.UInt8, [1], [1]).Add("b", DataType.UInt8, [1], [2], shard: 1).Write();
        File.Delete(_writer.ShardFile(1));
        using var checkpoint = Checkpoint.Open(_writer.Prefix);

        Assert.Equal([1], CheckpointTests.Read(checkpoint, "a"));
        var error = Assert.Throws<ModelFormatException>(() => CheckpointTests.Read(checkpoint, "b"));
        Assert.Equal((ExtractionError.MissingVariables, _writer.ShardFile(1)), (error.Problem.Error, error.Problem.File));
    }

    [Fact]
    public void AnEmptyIndexAndAPointerOfGitLfsAreRecognised()
    {
        File.WriteAllBytes(_writer.Prefix + ".index", []);
        Assert.Equal(ExtractionError.Empty, Assert.Throws<ModelFormatException>(() => Checkpoint.Open(_writer.Prefix)).Problem.Error);

        File.WriteAllText(_writer.Prefix + ".index", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n");
        Assert.Equal(ExtractionError.GitLfsPointer, Assert.Throws<ModelFormatException>(() => Checkpoint.Open(_writer.Prefix)).Problem.Error);
    }

    [Fact]
    public void AnIndexCutOffAnywhereIsRefused()
    {
        byte[] index = File.ReadAllBytes(_writer.Add("a", DataType.UInt8, [1], [1]).Write().Prefix + ".index");
        for (int length = 0; length < index.Length; length++)
        {
            File.WriteAllBytes(_writer.Prefix + ".index", index[..length]);
            Assert.Equal(_writer.Prefix + ".index", Assert.Throws<ModelFormatException>(() => Checkpoint.Open(_writer.Prefix)).Problem.File);
        }
    }

    [Fact]
    public void AShardThatIsCutOffIsRefused()
    {
        _writer.Add("a", DataType.UInt8, [4], [1, 2, 3, 4]).Write();
        File.WriteAllBytes(_writer.ShardFile(0), [1, 2, 3]);

        AssertDamaged("The file has 3 bytes, and the index lists tensors of 4 bytes in it");
    }

    [Fact]
    public void AnyDamagedByteOfDataIsFound()
    {
        byte[] data = [1, 2, 3, 4, 5, 6, 7, 8];
        _writer.Add("a", DataType.UInt8, [8], data).Write();
        for (int i = 0; i < data.Length; i++)
        {
            data[i] ^= 0x40;
            File.WriteAllBytes(_writer.ShardFile(0), data);
            AssertDamaged("'a' (8 bytes at 0) has the checksum");
            data[i] ^= 0x40;
        }
    }

    [Fact]
    public void AnyDamagedByteOfTextIsFound()
    {
        byte[] data = _writer.AddTexts("a", [2], "one"u8.ToArray(), "three"u8.ToArray()).Write().Shards[0].ToArray();
        for (int i = 0; i < data.Length; i++)
        {
            data[i] ^= 0x10;
            File.WriteAllBytes(_writer.ShardFile(0), data);
            using var checkpoint = Checkpoint.Open(_writer.Prefix);
            Assert.Throws<ModelFormatException>(() => checkpoint.ReadTexts(checkpoint.Find("a")!));
            data[i] ^= 0x10;
        }
    }

    [Fact]
    public void TextsThatDoNotFillTheirBytesAreRefused()
    {
        byte[] bytes = [.. HandMadeCheckpoint.TextBytes(["one"u8.ToArray()], out uint crc), 9];
        _writer.Add("a", DataType.String, [1], bytes, crc: crc);
        using var checkpoint = _writer.Open();

        Assert.Contains("'a'", Assert.Throws<ModelFormatException>(() => checkpoint.ReadTexts(checkpoint.Find("a")!)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void VariantsAreRefusedByName()
    {
        _writer.Add("list", DataType.Variant, [], [1]);
        using var checkpoint = _writer.Open();

        Assert.Contains("'list' is of type variant", Assert.Throws<ModelFormatException>(() => checkpoint.Read(checkpoint.Find("list")!, [])).Message, StringComparison.Ordinal);
        Assert.Contains("'list' is of type variant", Assert.Throws<ModelFormatException>(() => checkpoint.ReadTexts(checkpoint.Find("list")!)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEntryOfAnotherLengthThanItsShapeIsRefused()
    {
        _writer.Add("a", DataType.Int32, [3], new byte[8]).Write();

        AssertDamaged("'a' is stored in 8 bytes, and int32 [3] takes 12");
    }

    [Theory]
    [InlineData(0, 5, "lies at 0 and is 5 bytes long, and the file has 4", "the index lists tensors of 5 bytes")]
    [InlineData(4, 1, "'a' lies at 4 and is 1 bytes long, and the file has 4", null)]
    [InlineData(long.MaxValue, 1, "'a' lies at 9223372036854775807 and is 1 bytes long, and the file has 4", null)]
    public void AnEntryOutsideItsFileIsRefused(long offset, long size, string problem, string? other)
    {
        _writer.AddEntry("a"u8.ToArray(), HandMadeCheckpoint.Describe(DataType.UInt8, size).Varint(4, offset).Varint(5, size)).Write();
        File.WriteAllBytes(_writer.ShardFile(0), new byte[4]);

        AssertDamaged(other ?? problem);
    }

    [Theory]
    [InlineData(-1, 0, 0, "lies in shard -1 at 0 and is 0 bytes long")]
    [InlineData(0, -1, 0, "lies in shard 0 at -1 and is 0 bytes long")]
    [InlineData(0, 0, -1, "lies in shard 0 at 0 and is -1 bytes long")]
    [InlineData(1, 0, 0, "lies in shard 1 of 1")]
    public void AnEntryWithImpossibleNumbersIsRefused(long shard, long offset, long size, string fault)
    {
        _writer.AddEntry("a"u8.ToArray(), HandMadeCheckpoint.Describe(DataType.UInt8, 0).Varint(3, shard).Varint(4, offset).Varint(5, size)).Write();

        AssertRefused(fault);
    }

    [Theory]
    [InlineData(long.MaxValue, 4)]
    [InlineData(-1, 1)]
    [InlineData(1L << 32, 1L << 32)]
    public void AShapeThatCannotBeCountedIsRefused(long rows, long columns)
    {
        _writer.AddEntry("a"u8.ToArray(), HandMadeCheckpoint.Describe(DataType.UInt8, rows, columns)).Write();

        AssertRefused($"'a' has the shape [{(rows < 0 ? "?" : rows)}, {columns}]");
    }

    [Fact]
    public void AHeaderOfANewerFormatOrAnImpossibleOneIsRefused()
    {
        _writer.Header = new WireWriter().Varint(1, 1).Message(3, new WireWriter().Varint(1, 2).Varint(2, 2));
        _writer.Write();
        AssertRefused("the checkpoint is for readers of version 2, and this one has version 1");

        _writer.Header = new WireWriter().Varint(1, -1);
        _writer.Write();
        AssertRefused("the checkpoint has -1 files of data");

        _writer.Header = new WireWriter().Varint(1, 1).Varint(2, 7);
        _writer.Write();
        AssertRefused("the byte order 7");
    }

    [Fact]
    public void KeysOutOfOrderAndDoubledOnesAreRefused()
    {
        byte[] header = new WireWriter().Varint(1, 1).ToArray();
        byte[] entry = HandMadeCheckpoint.Describe(DataType.UInt8, 0).ToArray();
        foreach (string second in (string[])["a", "b"])
        {
            File.WriteAllBytes(_writer.Prefix + ".index", new HandMadeTable().Write([([], header), ("b"u8.ToArray(), entry), (System.Text.Encoding.ASCII.GetBytes(second), entry)]));
            AssertRefused("a key does not come after the one before it");
        }
    }

    [Fact]
    public void AnIndexWithoutAHeaderIsRefused()
    {
        File.WriteAllBytes(_writer.Prefix + ".index", new HandMadeTable().Write([]));
        AssertRefused("the index has no header");
    }

    [Fact]
    public void KeysThatShareTooMuchAreNotSpeltOut()
    {
        // 2,000 keys of 1 MB each in a table of 1 MB: each adds two characters to the same megabyte, which the one before it shares.
        byte[] stem = [.. Enumerable.Repeat((byte)'k', 1 << 20)];
        var rows = Enumerable.Range(0, 2000).Select(i => ((byte[])[.. stem, (byte)(1 + (i / 200)), (byte)(1 + (i % 200))], Array.Empty<byte>()));
        File.WriteAllBytes(_writer.Prefix + ".index", new HandMadeTable { RestartInterval = int.MaxValue }.Write([([], []), .. rows]));

        long before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused("the keys, written out, take more memory than an index has use for");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1L << 30);
    }

    [Theory]
    [InlineData("the part is missing", "0,3:-")]
    [InlineData("do not lie inside", "0,3:-", "3,4:-")]
    [InlineData("overlap", "0,4:-", "3,3:-")]
    [InlineData("do not fill the whole", "0,3:-", "4,2:-")]
    public void PartsThatAreNotTheWholeAreRefused(string how, params string[] slices)
    {
        var parsed = Array.ConvertAll(slices, slice => TensorSlice.TryParse(slice)!);
        _writer.AddWhole("b", DataType.UInt8, [6, 4], parsed);
        foreach (var slice in how == "the part is missing" ? [] : parsed)
        {
            long rows = slice.Extents[0].Length!.Value;
            _writer.AddPart("b", DataType.UInt8, slice, [rows, 4], new byte[rows * 4]);
        }

        _writer.Write();
        AssertDamaged(
            how switch
            {
                "the part is missing" => "The part '0,3:-' of 'b' is missing",
                "do not lie inside" => "'b' has the shape [6, 4], and a part '3,4:-' that does not lie in it",
                "overlap" => "The parts '0,4:-' and '3,3:-' of 'b' overlap",
                _ => "'b' has 24 elements, and its parts 20",
            },
            "b", 24);
    }

    [Fact]
    public void APartOfAnotherTypeIsRefused()
    {
        var slice = TensorSlice.TryParse("-")!;
        _writer.AddWhole("b", DataType.UInt8, [2], slice).AddPart("b", DataType.Int8, slice, [2], new byte[2]).Write();

        AssertDamaged("The part '-' of 'b' is int8 [2], and uint8 [2] is expected of it", "b", 2);
    }

    private void AssertRefused(string fault)
    {
        var error = Assert.Throws<ModelFormatException>(() => Checkpoint.Open(_writer.Prefix));
        Assert.Equal(_writer.Prefix + ".index", error.Problem.File);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    private void AssertDamaged(string problem, string key = "a", int? length = null)
    {
        using var checkpoint = Checkpoint.Open(_writer.Prefix);
        var entry = checkpoint.Find(key)!;
        var error = Assert.Throws<ModelFormatException>(() => checkpoint.Read(entry, new byte[length ?? (int)(entry.ElementCount * DataTypes.SizeOf(entry.DataType))]));
        Assert.Equal(ExtractionError.Damaged, error.Problem.Error);
        Assert.StartsWith(_writer.Prefix, error.Problem.File, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }
}
