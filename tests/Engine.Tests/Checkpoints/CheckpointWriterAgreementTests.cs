using TypedModels.Engine.Tests.Support;
using TypedModels.Formats.Checkpoints;

namespace TypedModels.Engine.Tests.Checkpoints;

/// <summary>TensorFlow reads what is written here, and what it writes itself is the same to the byte.</summary>
public sealed class CheckpointWriterAgreementTests : IDisposable
{
    // The last one that TensorFlow 2.16 has; it has none of the types whose names end in FNUZ.
    private const DataType NewestType = DataType.UInt4;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("checkpoint-");

    private static DataType[] FixedTypes => [.. Enum.GetValues<DataType>().Where(type => DataTypes.SizeOf(type) > 0 && type <= NewestType && type is not (>= DataType.Float8E4M3FNUZ and <= DataType.Float8E5M2FNUZ))];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void TensorFlowReadsEveryTypeOfFixedSize()
    {
        string prefix = Prefix("types");
        var tensors = FixedTypes.Select(type => (Name: type.ToWord(), Type: type, Value: Counting(type, 2, 3))).ToArray();
        Write(prefix, tensors);

        Compare(prefix, tensors);
    }

    [Fact]
    public void TensorFlowReadsTextsScalarsAndEmptyTensors()
    {
        string prefix = Prefix("mixed");
        (string, DataType, RawTensor)[] tensors =
        [
            ("words", DataType.String, new RawTensor([2, 2], [], [[], "one"u8.ToArray(), [0xFF, 0], [.. Enumerable.Repeat((byte)7, 300)]])),
            ("word", DataType.String, new RawTensor([], [], ["ü"u8.ToArray()])),
            ("no words", DataType.String, new RawTensor([0, 5], [], [])),
            ("scalar", DataType.Double, RawTensor.Of([], 0.5)),
            ("empty", DataType.Int32, new RawTensor([4, 0], [])),
            ("ümläut/日本", DataType.Float, RawTensor.Of<float>([1], 3)),
        ];
        Write(prefix, tensors);

        Compare(prefix, tensors);
    }

    [Fact]
    public void TensorFlowReadsPartitionedTensors()
    {
        string prefix = Prefix("parts");
        using (var writer = CheckpointWriter.Create(prefix))
        {
            var shape = new TensorShape(6, 4);
            writer.AddPart("table", shape, TensorSlice.TryParse("3,3:-")!, DataType.UInt8, [.. Enumerable.Range(12, 12).Select(i => (byte)i)]);
            writer.AddPart("table", shape, TensorSlice.TryParse("0,3:-")!, DataType.UInt8, [.. Enumerable.Range(0, 12).Select(i => (byte)i)]);
            writer.Add("other", DataType.UInt8, new TensorShape(1), [7]);
            writer.Complete();
        }

        Compare(prefix, ("table", DataType.UInt8, Counting(DataType.UInt8, 6, 4)), ("other", DataType.UInt8, RawTensor.Of<byte>([1], 7)));
    }

    [Fact]
    public void TensorFlowReadsAnIndexOfManyBlocks()
    {
        string prefix = Prefix("many");
        var tensors = Enumerable.Range(0, 12_000).Select(i => (Name: $"layer_{i / 7}/a_rather_long_name_of_a_weight_{i}", Type: DataType.Int32, Value: RawTensor.Of([1], i))).ToArray();
        Write(prefix, tensors);

        Assert.InRange(new FileInfo(prefix + ".index").Length, 300_000, long.MaxValue);
        Compare(prefix, tensors);
    }

    [Fact]
    public void TensorFlowReadsWhatReplacedAnotherCheckpoint()
    {
        string prefix = Prefix("twice");
        Write(prefix, ("a", DataType.Int32, RawTensor.Of([1], 1)));
        Write(prefix, ("a", DataType.Int32, RawTensor.Of([1], 2)), ("b", DataType.Int32, RawTensor.Of([1], 3)));

        Assert.True(File.Exists(prefix + ".data-00000-of-00002"));
        Compare(prefix, ("a", DataType.Int32, RawTensor.Of([1], 2)), ("b", DataType.Int32, RawTensor.Of([1], 3)));
    }

    [Fact]
    public void WhatSaveV2WritesIsTheSameToTheByte()
    {
        string theirs = Prefix("theirs");
        string ours = Prefix("ours");
        var tensors = FixedTypes.Select(type => (Name: type.ToWord(), Type: type, Value: Counting(type, 2, 3)))
            .Concat(Enumerable.Range(0, 3000).Select(i => (Name: $"layer_{i / 7}/a_rather_long_name_of_a_weight_that_fills_blocks_of_the_index_soon_enough_{i}", Type: DataType.Int32, Value: RawTensor.Of([1], i))))
            .Append((Name: "words", Type: DataType.String, Value: new RawTensor([2], [], [[], "one"u8.ToArray()])))
            .Append((Name: "scalar", Type: DataType.Double, Value: RawTensor.Of([], 0.5)))
            .Append((Name: "empty", Type: DataType.Int32, Value: new RawTensor([4, 0], [])))
            .OrderBy(tensor => tensor.Name, StringComparer.Ordinal).ToArray();

        CheckpointGraph.Save("SaveV2", theirs, [.. tensors.Select(tensor => (tensor.Name, "", tensor.Type, tensor.Value))]);
        Write(ours, tensors);

        Assert.Equal(File.ReadAllBytes(theirs + ".data-00000-of-00001"), File.ReadAllBytes(ours + ".data-00000-of-00001"));
        Assert.Equal(File.ReadAllBytes(theirs + ".index"), File.ReadAllBytes(ours + ".index"));
    }

    [Fact]
    public void WhatSaveV2WritesOfPartsReadsTheSame()
    {
        string theirs = Prefix("theirs");
        CheckpointGraph.Save(
            "SaveV2", theirs, ("table", "6 4 0,3:-", DataType.UInt8, Counting(DataType.UInt8, 3, 4)), ("table", "6 4 3,3:-", DataType.UInt8, Counting(DataType.UInt8, 3, 4)));
        string ours = Prefix("ours");
        using (var writer = CheckpointWriter.Create(ours))
        {
            foreach (string slice in (string[])["0,3:-", "3,3:-"])
            {
                writer.AddPart("table", new TensorShape(6, 4), TensorSlice.TryParse(slice)!, DataType.UInt8, Counting(DataType.UInt8, 3, 4).Bytes);
            }

            writer.Complete();
        }

        Assert.Equal(File.ReadAllBytes(theirs + ".index"), File.ReadAllBytes(ours + ".index"));
        Assert.Equal(File.ReadAllBytes(theirs + ".data-00000-of-00001"), File.ReadAllBytes(ours + ".data-00000-of-00001"));
    }

    internal static RawTensor Counting(DataType type, params long[] shape)
    {
        long count = shape.Aggregate(1L, (product, length) => product * length);
        byte[] bytes = new byte[count * DataTypes.SizeOf(type)];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = type == DataType.Bool ? (byte)(i % 2) : (byte)(i % 7);
        }

        return new RawTensor(shape, type == DataType.UInt8 ? [.. Enumerable.Range(0, bytes.Length).Select(i => (byte)i)] : bytes);
    }

    private static void Write(string prefix, params (string Name, DataType Type, RawTensor Value)[] tensors)
    {
        using var writer = CheckpointWriter.Create(prefix);
        foreach (var (name, type, value) in tensors)
        {
            if (value.Texts is { } texts)
            {
                writer.AddTexts(name, new TensorShape(value.Shape), [.. texts.Select(text => (ReadOnlyMemory<byte>)text)]);
            }
            else
            {
                writer.Add(name, type, new TensorShape(value.Shape), value.Bytes);
            }
        }

        writer.Complete();
    }

    private static void Compare(string prefix, params (string Name, DataType Type, RawTensor Value)[] tensors)
    {
        var restored = CheckpointGraph.Restore(prefix, [.. tensors.Select(tensor => (tensor.Name, tensor.Type))]);
        for (int i = 0; i < tensors.Length; i++)
        {
            Assert.Equal(tensors[i].Value.Shape, restored[i].Shape);
            Assert.Equal(tensors[i].Value.Bytes, restored[i].Bytes);
            Assert.Equal(tensors[i].Value.Texts, restored[i].Texts);
        }
    }

    private string Prefix(string name) => Path.Combine(_folder.FullName, name);
}
