using System.Runtime.InteropServices;
using System.Text;
using TypedModels.Formats.Checkpoints;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Tests.Checkpoints;

public sealed class CheckpointTests : IDisposable
{
    private readonly HandMadeCheckpoint _writer = new();

    public void Dispose() => _writer.Dispose();

    [Fact]
    public void TensorsAreReadByName()
    {
        _writer.Add("bias", DataType.Float, [3], Bytes<float>([1, 2, 3])).Add("kernel", DataType.Int64, [2, 1], Bytes<long>([-1, long.MaxValue]));
        using var checkpoint = _writer.Open();

        Assert.Equal(["bias", "kernel"], checkpoint.Keys);
        Assert.Equal((DataType.Float, "[3]"), (checkpoint.Find("bias")!.DataType, checkpoint.Find("bias")!.Shape.ToString()));
        Assert.Equal([1, 2, 3], Numbers<float>(checkpoint, "bias"));
        Assert.Equal([-1, long.MaxValue], Numbers<long>(checkpoint, "kernel"));
        Assert.Null(checkpoint.Find("gamma"));
        Assert.Null(checkpoint.Find(""));
    }

    [Fact]
    public void TextsAreRead()
    {
        byte[][] texts = ["one"u8.ToArray(), [], [0xFF, 0], [.. Enumerable.Repeat((byte)7, 300)]];
        _writer.AddTexts("words", [2, 2], texts).AddTexts("none", [0, 5]);
        using var checkpoint = _writer.Open();

        Assert.Equal(texts, checkpoint.ReadTexts(checkpoint.Find("words")!).Select(text => text.ToArray()));
        Assert.Empty(checkpoint.ReadTexts(checkpoint.Find("none")!));
    }

    [Fact]
    public void EveryTypeOfFixedSizeIsRead()
    {
        var types = Enum.GetValues<DataType>().Where(type => DataTypes.SizeOf(type) > 0).ToArray();
        foreach (var type in types)
        {
            _writer.Add(type.ToWord(), type, [2], [.. Enumerable.Repeat((byte)1, 2 * DataTypes.SizeOf(type))]);
        }

        using var checkpoint = _writer.Open();

        Assert.All(types, type => Assert.All(Read(checkpoint, type.ToWord()), value => Assert.Equal(1, value)));
    }

    [Fact]
    public void ScalarsAndEmptyTensorsAreRead()
    {
        _writer.Add("scalar", DataType.Double, [], Bytes<double>([0.5])).Add("empty", DataType.Double, [4, 0], []);
        using var checkpoint = _writer.Open();

        Assert.Equal([0.5], Numbers<double>(checkpoint, "scalar"));
        Assert.Empty(Numbers<double>(checkpoint, "empty"));
    }

    [Fact]
    public void TruthValuesAreZeroOrOne()
    {
        _writer.Add("flags", DataType.Bool, [3], [0, 1, 2]);
        using var checkpoint = _writer.Open();

        Assert.Equal([0, 1, 1], Read(checkpoint, "flags"));
    }

    [Fact]
    public void NamesMayBeAnyText()
    {
        _writer.Add("ümläut/日本", DataType.UInt8, [1], [5]);
        using var checkpoint = _writer.Open();

        Assert.Equal(["ümläut/日本"], checkpoint.Keys);
        Assert.Equal([5], Read(checkpoint, "ümläut/日本"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(int.MaxValue)]
    public void ManyTensorsInManyBlocksAndShardsAreFound(int entriesPerBlock)
    {
        _writer.Table = new HandMadeTable { EntriesPerBlock = entriesPerBlock };
        for (int i = 0; i < 100; i++)
        {
            _writer.Add($"layer_{i:d3}/kernel", DataType.UInt8, [2], [(byte)i, 1], shard: i % 3);
        }

        using var checkpoint = _writer.Open();

        Assert.Equal(100, checkpoint.Keys.Count);
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal([(byte)i, 1], Read(checkpoint, $"layer_{i:d3}/kernel")));
    }

    [Fact]
    public void CompressedBlocksAreRead()
    {
        // The whole block as one literal of a length of four bytes.
        _writer.Table = new HandMadeTable { Snappy = block => [.. HandMadeTable.Varint((ulong)block.Length), 0xFC, .. BitConverter.GetBytes(block.Length - 1), .. block] };
        _writer.Add("a", DataType.UInt8, [1], [1]).Add("b", DataType.UInt8, [1], [2]);
        using var checkpoint = _writer.Open();

        Assert.Equal([2], Read(checkpoint, "b"));
    }

    [Fact]
    public void NumbersOfTheOtherByteOrderAreTurnedRound()
    {
        _writer.Header = new WireWriter().Varint(1, 1).Varint(2, 1);
        _writer.Add("int32", DataType.Int32, [2], [0, 0, 0, 1, 0xFF, 0xFF, 0xFF, 0xFE]).Add("complex64", DataType.Complex64, [1], [0x3F, 0x80, 0, 0, 0x40, 0, 0, 0]);
        using var checkpoint = _writer.Open();

        Assert.Equal([1, -2], Numbers<int>(checkpoint, "int32"));
        Assert.Equal([1f, 2f], Numbers<float>(checkpoint, "complex64"));
    }

    [Theory]
    [InlineData("0,1:-", "1,5:-")]
    [InlineData("-:0,2", "-:2,2")]
    [InlineData("-:0,4", "0,0:-")]
    public void PartsArePutTogether(string first, string second)
    {
        AddPartitioned("b", [6, 4], first, second);
        using var checkpoint = _writer.Open();

        Assert.Equal(["b"], checkpoint.Keys);
        Assert.Equal(Enumerable.Range(0, 24), Numbers<int>(checkpoint, "b"));
    }

    [Fact]
    public void PartsOfManyAxesArePutTogether()
    {
        AddPartitioned("b", [2, 3, 2, 5], "0,1:-:-:0,2", "1,1:-:-:0,2", "-:0,3:0,1:2,3", "-:-:1,1:2,3");
        using var checkpoint = _writer.Open();

        Assert.Equal(Enumerable.Range(0, 60), Numbers<int>(checkpoint, "b"));
    }

    [Theory]
    [InlineData("2,3:1,2")]
    [InlineData("0,6:0,4")]
    [InlineData("5,1:-")]
    [InlineData("3,0:-")]
    public void APartIsReadOfWholeAndOfPartitionedTensors(string slice)
    {
        AddPartitioned("parts", [6, 4], "0,3:-", "3,3:-");
        _writer.Add("whole", DataType.Int32, [6, 4], Bytes<int>([.. Enumerable.Range(0, 24)]));
        using var checkpoint = _writer.Open();
        var region = TensorSlice.TryParse(slice)!.In(new TensorShape(6, 4))!;

        foreach (string name in (string[])["parts", "whole"])
        {
            var numbers = new int[region.ElementCount];
            checkpoint.Read(checkpoint.Find(name)!, region, MemoryMarshal.AsBytes(numbers.AsSpan()));
            Assert.Equal(Pick(region, 4), numbers);
        }
    }

    [Fact]
    public void PartsOfTextArePutTogether()
    {
        byte[] first = HandMadeCheckpoint.TextBytes(["a"u8.ToArray(), "b"u8.ToArray()], out uint firstCrc);
        var slices = (TensorSlice.TryParse("0,2")!, TensorSlice.TryParse("2,1")!);
        _writer.AddWhole("words", DataType.String, [3], slices.Item1, slices.Item2);
        _writer.AddEntry(SliceKey.Of("words", slices.Item1), HandMadeCheckpoint.Describe(DataType.String, 2).Varint(5, first.Length).Fields(HandMadeCheckpoint.Checksum(firstCrc)));
        byte[] second = HandMadeCheckpoint.TextBytes(["c"u8.ToArray()], out uint secondCrc);
        _writer.AddEntry(
            SliceKey.Of("words", slices.Item2),
            HandMadeCheckpoint.Describe(DataType.String, 1).Varint(4, first.Length).Varint(5, second.Length).Fields(HandMadeCheckpoint.Checksum(secondCrc)));
        _writer.Shards[0].Write([.. first, .. second]);
        using var checkpoint = _writer.Open();

        Assert.Equal("abc", string.Concat(checkpoint.ReadTexts(checkpoint.Find("words")!).Select(text => Encoding.UTF8.GetString(text.Span))));
    }

    [Fact]
    public void ThreadsReadAtTheSameTime()
    {
        for (int i = 0; i < 20; i++)
        {
            _writer.Add($"v{i:d2}", DataType.Int32, [1000], Bytes<int>([.. Enumerable.Range(i, 1000)]), shard: i % 4);
        }

        using var checkpoint = _writer.Open();

        Parallel.For(0, 400, i => Assert.Equal(Enumerable.Range(i % 20, 1000), Numbers<int>(checkpoint, $"v{i % 20:d2}")));
    }

    [Fact]
    public void TheDestinationMustHaveTheTensorsSize()
    {
        _writer.Add("a", DataType.Int32, [2], new byte[8]);
        using var checkpoint = _writer.Open();

        Assert.Contains("needs 2 elements of 4 bytes and 9 bytes are given", Assert.Throws<ArgumentException>(() => checkpoint.Read(checkpoint.Find("a")!, new byte[9])).Message, StringComparison.Ordinal);
    }

    internal static byte[] Read(Checkpoint checkpoint, string name)
    {
        var entry = checkpoint.Find(name)!;
        var bytes = new byte[entry.ElementCount * DataTypes.SizeOf(entry.DataType)];
        checkpoint.Read(entry, bytes);
        return bytes;
    }

    private static T[] Numbers<T>(Checkpoint checkpoint, string name)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Read(checkpoint, name)).ToArray();

    private static byte[] Bytes<T>(T[] numbers)
        where T : unmanaged => MemoryMarshal.AsBytes<T>(numbers).ToArray();

    // A tensor that counts up, cut into slices.
    private void AddPartitioned(string name, long[] shape, params string[] slices)
    {
        var parsed = Array.ConvertAll(slices, slice => TensorSlice.TryParse(slice)!);
        _writer.AddWhole(name, DataType.Int32, shape, parsed);
        foreach (var slice in parsed)
        {
            var region = slice.In(new TensorShape(shape))!;
            _writer.AddPart(name, DataType.Int32, slice, region.Lengths.ToArray(), Bytes(Pick(region, shape[1..])));
        }
    }

    // The elements of a region of a tensor that counts up; of the shape, the first axis does not matter.
    private static int[] Pick(TensorRegion region, params long[] inner)
    {
        IEnumerable<long> offsets = [0];
        for (int axis = 0; axis < region.Lengths.Length; axis++)
        {
            long step = inner.Skip(axis).Aggregate(1L, (product, length) => product * length);
            var (start, length) = (region.Starts[axis], region.Lengths[axis]);
            offsets = [.. offsets.SelectMany(offset => Enumerable.Range((int)start, (int)length).Select(position => offset + (position * step)))];
        }

        return [.. offsets.Select(offset => (int)offset)];
    }
}
