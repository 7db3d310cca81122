using System.Runtime.InteropServices;
using System.Text;
using TypedModels.Formats;
using TypedModels.Formats.Checkpoints;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Tests.Checkpoints;

/// <summary>Checkpoints of version 1: those that TensorFlow wrote (<c>Version1/README.md</c>), and some made by hand.</summary>
public sealed class SavedSlicesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("checkpoint-");

    internal static string Written => Path.Combine(TestModels.Repository, "tests", "Formats.Tests", "Checkpoints", "Version1");

    private string Prefix => Path.Combine(_folder.FullName, "model.ckpt");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void EveryTypeThatTensorFlowWroteIsRead()
    {
        using var checkpoint = Checkpoint.Open(Path.Combine(Written, "model.ckpt"));
        var types = checkpoint.Keys.Select(key => checkpoint.Find(key)!).Where(entry => entry.Key == entry.DataType.ToWord()).ToArray();

        Assert.Equal(15, types.Length);
        Assert.All(types, entry => Assert.Equal("[2, 3]", entry.Shape.ToString()));
        foreach (var entry in types)
        {
            byte[] bytes = CheckpointTests.Read(checkpoint, entry.Key);
            int modulus = entry.DataType switch { DataType.Bool => 2, DataType.UInt8 => 256, _ => 7 };
            Assert.Equal(Enumerable.Range(0, bytes.Length).Select(i => (byte)(i % modulus)), bytes);
        }
    }

    [Fact]
    public void TextsScalarsAndSlicesAreRead()
    {
        using var checkpoint = Checkpoint.Open(Path.Combine(Written, "model.ckpt"));

        Assert.Equal([[], "one"u8.ToArray(), [0xFF, 0], "four"u8.ToArray()], checkpoint.ReadTexts(checkpoint.Find("words")!).Select(text => text.ToArray()));
        Assert.Equal(BitConverter.GetBytes(0.5), CheckpointTests.Read(checkpoint, "scalar"));
        Assert.Equal(2, checkpoint.Find("table")!.Slices.Count);
        Assert.Equal(Enumerable.Range(0, 24), MemoryMarshal.Cast<byte, int>(CheckpointTests.Read(checkpoint, "table")).ToArray());
        Assert.Null(checkpoint.Find("missing"));
        Assert.Null(checkpoint.ObjectGraph);
        Assert.Null(checkpoint.IdentityOf(checkpoint.Find("scalar")!));
    }

    [Fact]
    public void SlicesOfSeveralFilesArePutTogether()
    {
        using var checkpoint = Checkpoint.Open(Path.Combine(Written, "sharded.ckpt"));

        Assert.Equal(["a", "b", "table"], checkpoint.Keys);
        Assert.Equal([1, 0, 0, 0], CheckpointTests.Read(checkpoint, "a"));
        Assert.Equal([2, 0, 0, 0], CheckpointTests.Read(checkpoint, "b"));
        Assert.Equal(Enumerable.Range(0, 24), MemoryMarshal.Cast<byte, int>(CheckpointTests.Read(checkpoint, "table")).ToArray());
    }

    [Fact]
    public void APartOfASlicedTensorIsRead()
    {
        using var checkpoint = Checkpoint.Open(Path.Combine(Written, "sharded.ckpt"));
        var entry = checkpoint.Find("table")!;
        var numbers = new int[4];
        checkpoint.Read(entry, TensorSlice.TryParse("2,2:1,2")!.In(entry.Shape)!, MemoryMarshal.AsBytes(numbers.AsSpan()));

        Assert.Equal([9, 10, 13, 14], numbers);
    }

    [Fact]
    public void ManySmallBlocksAreSearched()
    {
        var values = Enumerable.Range(0, 200).Select(i => (Name: $"v{i:d3}", Value: (byte)i)).ToArray();
        Write(new HandMadeTable { EntriesPerBlock = 3 }, [.. values.Select(value => ListRow(value.Name, DataType.UInt8, [1], Whole(1)))], [.. values.Select(value => ValueRow(value.Name, Whole(1), Integers(value.Value)))]);
        using var checkpoint = Checkpoint.Open(Prefix);

        Assert.All(values, value => Assert.Equal([value.Value], CheckpointTests.Read(checkpoint, value.Name)));
    }

    [Fact]
    public void ACheckpointOfVersion2WinsOverOneOfVersion1()
    {
        Write(new HandMadeTable(), [ListRow("old", DataType.UInt8, [1], Whole(1))], [ValueRow("old", Whole(1), Integers(1))]);
        using (var writer = CheckpointWriter.Create(Prefix))
        {
            writer.Add("new", DataType.UInt8, new TensorShape(1), [1]);
            writer.Complete();
        }

        using var checkpoint = Checkpoint.Open(Prefix);
        Assert.Equal(["new"], checkpoint.Keys);
    }

    [Fact]
    public void AMissingFileOfSeveralIsNamed()
    {
        File.Copy(Path.Combine(Written, "sharded.ckpt-00001-of-00002"), Prefix + "-00001-of-00002");

        var error = Assert.Throws<ModelFormatException>(() => Checkpoint.Open(Prefix));
        Assert.Equal(Prefix + "-00000-of-00002", error.Problem.File);
        Assert.Equal(ExtractionError.MissingVariables, error.Problem.Error);
    }

    [Theory]
    [InlineData("few", "'a' is stored as 3 values, and int32 [4] has 4")]
    [InlineData("many", "'a' is stored as 5 values, and int32 [4] has 4")]
    [InlineData("missing", "'a' is listed, and its elements are missing")]
    [InlineData("none", "'a' is stored as 0 values, and int32 [4] has 4")]
    [InlineData("garbage", "'a' is damaged: ")]
    public void ElementsThatDoNotFitAreRefused(string how, string fault)
    {
        int[] values = [1, 2, 3, 4, 5];
        byte[] stored = how switch
        {
            "few" => Integers(values[..3]),
            "many" => Integers(values),
            "none" => [],
            _ => [0x3A, 0x7F],
        };
        Write(new HandMadeTable(), [ListRow("a", DataType.Int32, [4], Whole(1))], how == "missing" ? [] : [ValueRow("a", Whole(1), stored)]);
        using var checkpoint = Checkpoint.Open(Prefix);

        var error = Assert.Throws<ModelFormatException>(() => CheckpointTests.Read(checkpoint, "a"));
        Assert.Equal(Prefix, error.Problem.File);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MoreElementsThanAreStoredAreRefusedBeforeMemoryIsTaken()
    {
        Write(new HandMadeTable(), [ListRow("a", DataType.Int32, [1L << 40], Whole(1))], [ValueRow("a", Whole(1), Integers(1))]);
        using var checkpoint = Checkpoint.Open(Prefix);

        Assert.Contains("'a' is stored in", Assert.Throws<ModelFormatException>(() => checkpoint.RequireStored(checkpoint.Find("a")!)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ListsThatContradictThemselvesAreRefused()
    {
        Write(new HandMadeTable(), [ListRow("a", DataType.Int32, [4], Whole(1)), ListRow("a", DataType.Float, [4], Whole(1))], []);
        AssertRefused("'a' is listed twice: as int32 [4], and as float [4]");

        Write(new HandMadeTable(), [ListRow("a", DataType.Int32, [4])], []);
        AssertRefused("'a' is listed without its slices");

        Write(new HandMadeTable(), [ListRow("a", DataType.Int32, [4], TensorSlice.TryParse("3,2")!)], []);
        AssertRefused("'a' has the shape [4], and a part '3,2' that does not lie in it");

        Write(new HandMadeTable(), [new WireWriter().Message(2, new WireWriter().Varint(1, 2).Varint(2, 2)).ToArray()], []);
        AssertRefused("the checkpoint is for readers of version 2, and this one has version 1");

        File.WriteAllBytes(Prefix, new HandMadeTable().Write([("a"u8.ToArray(), [])]));
        AssertRefused("the file lists no tensors");

        File.WriteAllText(Prefix, "no checkpoint at all, and long enough to have a footer of 48 bytes");
        AssertRefused("the file ends in");
    }

    [Fact]
    public void ADamagedFileMeetsNothingButOurError()
    {
        byte[] whole = File.ReadAllBytes(Path.Combine(Written, "model.ckpt"));
        int refused = 0;
        for (int seed = 0; seed < CheckpointFuzzTests.Cases / 2; seed++)
        {
            File.WriteAllBytes(Prefix, CheckpointFuzzTests.DamageBlock(whole, new Random(seed)));
            refused += ReadsWhole() ? 0 : 1;
        }

        Assert.InRange(refused, CheckpointFuzzTests.Cases / 4, CheckpointFuzzTests.Cases / 2);
    }

    private static TensorSlice Whole(int rank) => new([.. new TensorExtent[rank]]);

    // SavedTensorSliceMeta.tensor = 1.
    private static byte[] ListRow(string name, DataType type, long[] shape, params TensorSlice[] slices)
    {
        var dimensions = new WireWriter();
        Array.ForEach(shape, dimension => dimensions.Message(2, new WireWriter().Varint(1, dimension)));
        var tensor = new WireWriter().Text(1, name).Message(2, dimensions).Varint(3, (int)type);
        Array.ForEach(slices, slice => tensor.Message(4, slice.ToMessage()));
        return new WireWriter().Message(1, tensor).ToArray();
    }

    // SavedTensorSlices.data = 2, SavedSlice.data = 3.
    private static (byte[] Key, byte[] Value) ValueRow(string name, TensorSlice slice, byte[] values) =>
        (SliceKey.Of(name, slice), new WireWriter().Message(2, new WireWriter().Text(1, name).Message(2, slice.ToMessage()).Bytes(3, values)).ToArray());

    private static byte[] Integers(params int[] values) => new WireWriter().Packed(7, Array.ConvertAll(values, value => (long)value)).ToArray();

    private void Write(HandMadeTable table, byte[][] list, (byte[] Key, byte[] Value)[] rows)
    {
        var meta = new WireWriter();
        Array.ForEach(list, row => meta.Fields(row));
        File.WriteAllBytes(Prefix, table.Write([([], new WireWriter().Message(1, meta).ToArray()), .. rows.OrderBy(row => Encoding.Latin1.GetString(row.Key), StringComparer.Ordinal)]));
    }

    private void AssertRefused(string fault)
    {
        var error = Assert.Throws<ModelFormatException>(() => Checkpoint.Open(Prefix));
        Assert.Equal(Prefix, error.Problem.File);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    private bool ReadsWhole()
    {
        try
        {
            using var checkpoint = Checkpoint.Open(Prefix);
            return checkpoint.Keys.Select(key => checkpoint.Find(key)!).All(entry => CheckpointFuzzTests.ReadsWhole(checkpoint, entry));
        }
        catch (ModelFormatException exception)
        {
            Assert.StartsWith(Prefix, exception.Problem.File, StringComparison.Ordinal);
            return false;
        }
    }
}
