using TypedModels.Engine.Tests.Support;
using TypedModels.Formats.Checkpoints;

namespace TypedModels.Engine.Tests.Checkpoints;

/// <summary>Checkpoints of version 1 that TensorFlow's library writes are read; by the same code the files beside the tests of Formats were made.</summary>
public sealed class SavedSlicesAgreementTests : IDisposable
{
    // The types that savers of version 1 take (saved_tensor_slice_util.h).
    private static readonly DataType[] s_types =
    [
        DataType.Float, DataType.Double, DataType.Int32, DataType.UInt8, DataType.Int16, DataType.Int8, DataType.Complex64, DataType.Complex128, DataType.Int64, DataType.Bool, DataType.QInt8,
        DataType.QUInt8, DataType.QInt32, DataType.UInt16, DataType.Half,
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("checkpoint-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void EveryTypeAndTwoSlicesAreRead()
    {
        string kept = Environment.GetEnvironmentVariable("TYPEDMODELS_VERSION1_FOLDER") ?? _folder.FullName;
        string whole = Path.Combine(kept, "model.ckpt");
        string sharded = Path.Combine(kept, "sharded.ckpt");
        CheckpointGraph.Save("SaveSlices", whole,
        [
            .. s_types.Select(type => (type.ToWord(), "", type, CheckpointWriterAgreementTests.Counting(type, 2, 3))),
            ("words", "", DataType.String, new RawTensor([2, 2], [], [[], "one"u8.ToArray(), [0xFF, 0], "four"u8.ToArray()])),
            ("scalar", "", DataType.Double, RawTensor.Of([], 0.5)),
            ("table", "6 4 0,3:-", DataType.Int32, RawTensor.Of([3, 4], [.. Enumerable.Range(0, 12)])),
            ("table", "6 4 3,3:-", DataType.Int32, RawTensor.Of([3, 4], [.. Enumerable.Range(12, 12)])),
        ]);
        CheckpointGraph.Save("SaveSlices", sharded + "-00000-of-00002",
            ("a", "", DataType.Int32, RawTensor.Of([1], 1)), ("table", "6 4 0,3:-", DataType.Int32, RawTensor.Of([3, 4], [.. Enumerable.Range(0, 12)])));
        CheckpointGraph.Save("SaveSlices", sharded + "-00001-of-00002",
            ("b", "", DataType.Int32, RawTensor.Of([1], 2)), ("table", "6 4 3,3:-", DataType.Int32, RawTensor.Of([3, 4], [.. Enumerable.Range(12, 12)])));

        using var checkpoint = Checkpoint.Open(whole);
        Assert.All(s_types, type => Assert.Equal(CheckpointWriterAgreementTests.Counting(type, 2, 3).Bytes, Read(checkpoint, type.ToWord())));
        Assert.Equal(RawTensor.Of([6, 4], [.. Enumerable.Range(0, 24)]).Bytes, Read(checkpoint, "table"));
        Assert.Equal(RawTensor.Of([], 0.5).Bytes, Read(checkpoint, "scalar"));
        Assert.Equal([[], "one"u8.ToArray(), [0xFF, 0], "four"u8.ToArray()], checkpoint.ReadTexts(checkpoint.Find("words")!).Select(text => text.ToArray()));
        using var shards = Checkpoint.Open(sharded);
        Assert.Equal(["a", "b", "table"], shards.Keys);
        Assert.Equal(RawTensor.Of([6, 4], [.. Enumerable.Range(0, 24)]).Bytes, Read(shards, "table"));
    }

    private static byte[] Read(Checkpoint checkpoint, string name)
    {
        var entry = checkpoint.Find(name)!;
        byte[] bytes = new byte[entry.ElementCount * DataTypes.SizeOf(entry.DataType)];
        checkpoint.Read(entry, bytes);
        return bytes;
    }
}
