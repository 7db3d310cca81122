using System.Runtime.InteropServices;
using TypedModels.Formats;
using TypedModels.Formats.Checkpoints;

namespace TypedModels.Tests.Checkpoints;

public sealed class CheckpointWriterTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("checkpoint-");

    public void Dispose() => _folder.Delete(recursive: true);

    private string Prefix => Path.Combine(_folder.FullName, "model.ckpt");

    private string[] Files => [.. _folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => file.Name).Order(StringComparer.Ordinal)];

    [Fact]
    public void EveryTypeOfFixedSizeIsReadAsItWasWritten()
    {
        var types = Enum.GetValues<DataType>().Where(type => DataTypes.SizeOf(type) > 0).ToArray();
        using (var writer = CheckpointWriter.Create(Prefix))
        {
            foreach (var type in types)
            {
                writer.Add(type.ToWord(), type, new TensorShape(2), [.. Enumerable.Repeat((byte)1, 2 * DataTypes.SizeOf(type))]);
            }

            writer.Complete();
        }

        using var checkpoint = Checkpoint.Open(Prefix);
        Assert.Equal(types.Select(type => type.ToWord()).Order(StringComparer.Ordinal), checkpoint.Keys);
        Assert.All(types, type => Assert.Equal(type, checkpoint.Find(type.ToWord())!.DataType));
        Assert.All(types, type => Assert.All(CheckpointTests.Read(checkpoint, type.ToWord()), value => Assert.Equal(1, value)));
    }

    [Fact]
    public void TextsScalarsAndEmptyTensorsAreReadAsTheyWereWritten()
    {
        byte[][] texts = ["one"u8.ToArray(), [], [0xFF, 0], [.. Enumerable.Repeat((byte)7, 300_000)]];
        using (var writer = CheckpointWriter.Create(Prefix))
        {
            writer.AddTexts("words", new TensorShape(2, 2), [.. texts.Select(text => (ReadOnlyMemory<byte>)text)]);
            writer.AddTexts("none", new TensorShape(0, 3), []);
            writer.Add("scalar", DataType.Int16, TensorShape.Scalar, [1, 2]);
            writer.Add("empty", DataType.Int16, new TensorShape(4, 0), []);
            writer.Complete();
        }

        using var checkpoint = Checkpoint.Open(Prefix);
        Assert.Equal(["empty", "none", "scalar", "words"], checkpoint.Keys);
        Assert.Equal(texts, checkpoint.ReadTexts(checkpoint.Find("words")!).Select(text => text.ToArray()));
        Assert.Empty(checkpoint.ReadTexts(checkpoint.Find("none")!));
        Assert.Equal([1, 2], CheckpointTests.Read(checkpoint, "scalar"));
        Assert.Empty(CheckpointTests.Read(checkpoint, "empty"));
        Assert.Equal("[4, 0]", checkpoint.Find("empty")!.Shape.ToString());
    }

    [Fact]
    public void PartsMakeUpTheirWhole()
    {
        var shape = new TensorShape(2, 3);
        using (var writer = CheckpointWriter.Create(Prefix))
        {
            writer.AddPart("table", shape, TensorSlice.TryParse("-:1,2")!, DataType.UInt8, [1, 2, 4, 5]);
            writer.AddTextPart("words", new TensorShape(2), TensorSlice.TryParse("1,1")!, ["b"u8.ToArray()]);
            writer.AddPart("table", shape, TensorSlice.TryParse("-:0,1")!, DataType.UInt8, [0, 3]);
            writer.AddTextPart("words", new TensorShape(2), TensorSlice.TryParse("0,1")!, ["a"u8.ToArray()]);
            writer.Complete();
        }

        using var checkpoint = Checkpoint.Open(Prefix);
        Assert.Equal(["table", "words"], checkpoint.Keys);
        Assert.Equal([0, 1, 2, 3, 4, 5], CheckpointTests.Read(checkpoint, "table"));
        Assert.Equal(["a"u8.ToArray(), "b"u8.ToArray()], checkpoint.ReadTexts(checkpoint.Find("words")!).Select(text => text.ToArray()));
    }

    [Fact]
    public void ATensorIsGivenPieceByPiece()
    {
        const int Count = 300_000;
        long asked = 0;
        using (var writer = CheckpointWriter.Create(Prefix))
        {
            writer.Add("long", DataType.Int32, new TensorShape(Count), (offset, piece) =>
            {
                Assert.Equal(asked, offset);
                asked += piece.Length;
                var numbers = MemoryMarshal.Cast<byte, int>(piece);
                for (int i = 0; i < numbers.Length; i++)
                {
                    numbers[i] = (int)(offset / sizeof(int)) + i;
                }
            });
            writer.Complete();
        }

        using var checkpoint = Checkpoint.Open(Prefix);
        Assert.Equal(4L * Count, asked);
        Assert.Equal(Enumerable.Range(0, Count), MemoryMarshal.Cast<byte, int>(CheckpointTests.Read(checkpoint, "long")).ToArray());
    }

    [Fact]
    public void ATensorThatIsReadInPartsIsReadWhole()
    {
        byte[] elements = new byte[(10 << 20) + 12_345];
        new Random(7).NextBytes(elements);
        WriteLong(elements);

        using var checkpoint = Checkpoint.Open(Prefix);
        Assert.True(elements.AsSpan().SequenceEqual(CheckpointTests.Read(checkpoint, "long")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5 << 20)]
    [InlineData((10 << 20) + 12_344)]
    public void AByteThatIsDifferentInAnyPartIsRefused(int position)
    {
        WriteLong(new byte[(10 << 20) + 12_345]);
        string data = Prefix + ".data-00000-of-00001";
        using (var file = File.OpenHandle(data, access: FileAccess.ReadWrite))
        {
            RandomAccess.Write(file, [1], position);
        }

        using var checkpoint = Checkpoint.Open(Prefix);
        var error = Assert.Throws<ModelFormatException>(() => CheckpointTests.Read(checkpoint, "long"));
        Assert.Equal((ExtractionError.Damaged, data), (error.Problem.Error, error.Problem.File));
        Assert.Contains("'long'", error.Message, StringComparison.Ordinal);
    }

    private void WriteLong(byte[] elements)
    {
        using var writer = CheckpointWriter.Create(Prefix);
        writer.Add("long", DataType.UInt8, new TensorShape(elements.Length), elements);
        writer.Complete();
    }

    [Fact]
    public void NamesComeInAnyOrderAndInAnyNumber()
    {
        var random = new Random(3);
        string[] names = [.. Enumerable.Range(0, 20_000).Select(i => $"layer_{i}/{new string('x', i % 40)}ü")];
        random.Shuffle(names);
        using (var writer = CheckpointWriter.Create(Prefix))
        {
            foreach (string name in names)
            {
                writer.Add(name, DataType.UInt8, new TensorShape(1), [(byte)name.Length]);
            }

            writer.Complete();
        }

        using var checkpoint = Checkpoint.Open(Prefix);
        Assert.Equal(names.Order(StringComparer.Ordinal), checkpoint.Keys);
        Assert.All(names, name => Assert.Equal([(byte)name.Length], CheckpointTests.Read(checkpoint, name)));
    }

    [Fact]
    public void NothingIsLeftOfAWriterThatWasNotCompleted()
    {
        using (var writer = CheckpointWriter.Create(Prefix))
        {
            writer.Add("a", DataType.UInt8, new TensorShape(1), [1]);
        }

        Assert.Empty(Files);
    }

    [Fact]
    public void AnEmptyCheckpointIsOne()
    {
        using (var writer = CheckpointWriter.Create(Prefix))
        {
            writer.Complete();
        }

        using var checkpoint = Checkpoint.Open(Prefix);
        Assert.Empty(checkpoint.Keys);
    }

    [Fact]
    public void ACheckpointIsCopiedOverItself()
    {
        Save(1);
        using (var old = Checkpoint.Open(Prefix))
        using (var writer = CheckpointWriter.Create(Prefix))
        {
            writer.Add("a", DataType.UInt8, new TensorShape(1000), (offset, piece) => CheckpointTests.Read(old, "a").AsSpan((int)offset, piece.Length).CopyTo(piece));
            writer.Add("b", DataType.UInt8, new TensorShape(1), [9]);
            writer.Complete();
        }

        using var checkpoint = Checkpoint.Open(Prefix);
        Assert.Equal(["a", "b"], checkpoint.Keys);
        Assert.All(CheckpointTests.Read(checkpoint, "a"), value => Assert.Equal(1, value));
    }

    [Fact]
    public void CheckpointsFollowOneAnother()
    {
        for (byte value = 1; value <= 5; value++)
        {
            Save(value);
            Assert.Equal(value, Saved());
        }

        Assert.Equal(["model.ckpt.data-00000-of-00001", "model.ckpt.index"], Files);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void AProcessThatEndsBetweenTwoStepsLeavesTheOldCheckpointOrTheNewOne(int done, bool isFirst, bool isSecondTurn)
    {
        if (!isFirst)
        {
            Save(1);
            if (isSecondTurn)
            {
                Save(1);
            }
        }

        string last = "nothing";
        var writer = CheckpointWriter.Create(Prefix);
        writer.Add("a", DataType.UInt8, new TensorShape(1000), [.. Enumerable.Repeat((byte)2, 1000)]);
        var steps = writer.CompleteInSteps().GetEnumerator();
        for (int i = 0; i < done && steps.MoveNext(); i++)
        {
            last = steps.Current;
        }

        bool isCommitted = last is "index renamed" or "old data deleted";
        if (isCommitted || !isFirst)
        {
            Assert.Equal(isCommitted ? 2 : 1, Saved());
        }
        else
        {
            Assert.Throws<ModelFormatException>(() => Checkpoint.Open(Prefix));
        }

        // What is left is no harm to those that come later.
        Save(3);
        Assert.Equal(3, Saved());
        Save(4);
        Assert.Equal(4, Saved());
        GC.KeepAlive(writer);
    }

    public static TheoryData<int, bool, bool> Steps =>
    [
        .. from done in Enumerable.Range(0, 11) from kind in new[] { (true, false), (false, false), (false, true) } select new TheoryDataRow<int, bool, bool>(done, kind.Item1, kind.Item2),
    ];

    [Fact]
    public void FilesOfAWriterThatWasEndedAreRemovedByTheNext()
    {
        string[] left = [Prefix + ".data-partial-0123", Prefix + ".index-partial-0123", Prefix + ".data-00000-of-00007"];
        Array.ForEach(left, file => File.WriteAllText(file, "left"));
        Save(1);

        Assert.Equal(1, Saved());
        Assert.Equal(["model.ckpt.data-00000-of-00001", "model.ckpt.index"], Files);
    }

    [Fact]
    public void FilesOfOtherCheckpointsStay()
    {
        string[] others = ["model.ckpt-1.index", "model.ckpt-1.data-00000-of-00001", "other.data-00000-of-00002", "model.ckpt.data-00000-of-00001.bak"];
        Array.ForEach(others, name => File.WriteAllText(Path.Combine(_folder.FullName, name), "other"));
        Save(1);
        Save(2);

        Assert.Superset(others.ToHashSet(), Files.ToHashSet());
    }

    [Fact]
    public void NoDataAreOverwrittenWhereTheIndexIsDamaged()
    {
        Save(1);
        File.WriteAllText(Prefix + ".index", "damaged");
        byte[] data = File.ReadAllBytes(Prefix + ".data-00000-of-00001");
        var writer = CheckpointWriter.Create(Prefix);
        using var steps = writer.CompleteInSteps().GetEnumerator();
        while (steps.MoveNext() && steps.Current != "index flushed")
        {
            Assert.Equal(data, File.ReadAllBytes(Prefix + ".data-00000-of-00001"));
        }

        writer.Dispose();
        Assert.Equal("index flushed", steps.Current);
    }

    [Fact]
    public void WhatIsNoTensorIsRefused()
    {
        using var writer = CheckpointWriter.Create(Prefix);
        writer.Add("a", DataType.Int32, new TensorShape(2), new byte[8]);

        Refuses("holds 'a' already", () => writer.Add("a", DataType.Int32, new TensorShape(2), new byte[8]));
        Refuses("holds 'a' already", () => writer.AddPart("a", new TensorShape(2), TensorSlice.TryParse("-")!, DataType.Int32, new byte[8]));
        Refuses("is no name", () => writer.Add("", DataType.Int32, new TensorShape(2), new byte[8]));
        Refuses("is no name", () => writer.Add("\0b", DataType.Int32, new TensorShape(2), new byte[8]));
        Refuses("cannot be written as UTF-8", () => writer.Add("\ud800", DataType.Int32, new TensorShape(2), new byte[8]));
        Refuses("'b' takes 8 bytes as int32 [2], and 7 are given", () => writer.Add("b", DataType.Int32, new TensorShape(2), new byte[7]));
        Refuses("'b' has the shape [?]", () => writer.Add("b", DataType.Int32, new TensorShape(-1), new byte[8]));
        Refuses("'b' is of type resource", () => writer.Add("b", DataType.Resource, new TensorShape(1), []));
        Refuses("'b' has 2 elements as string [2], and 0 are given", () => writer.AddTexts("b", new TensorShape(2), []));
    }

    [Fact]
    public void AWriterWhoseSourceFailedIsNotCompleted()
    {
        using var writer = CheckpointWriter.Create(Prefix);

        Assert.Throws<NotImplementedException>(() => writer.Add("a", DataType.UInt8, new TensorShape(4), (_, _) => throw new NotImplementedException()));
        Assert.Contains("was not written to its end", Assert.Throws<InvalidOperationException>(() => writer.Add("b", DataType.UInt8, new TensorShape(1), [1])).Message, StringComparison.Ordinal);
        Assert.Contains("was not written to its end", Assert.Throws<InvalidOperationException>(writer.Complete).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PartsThatAreNotTheWholeAreRefused()
    {
        using var writer = CheckpointWriter.Create(Prefix);
        var shape = new TensorShape(6);
        writer.AddPart("b", shape, TensorSlice.TryParse("0,3")!, DataType.UInt8, new byte[3]);

        Refuses("The parts '0,3' and '2,2' of 'b' overlap", () => writer.AddPart("b", shape, TensorSlice.TryParse("2,2")!, DataType.UInt8, new byte[2]));
        Refuses("the part '4,3' does not lie in it", () => writer.AddPart("b", shape, TensorSlice.TryParse("4,3")!, DataType.UInt8, new byte[3]));
        Refuses("'b' is uint8 [6], and a part is given as one of int8 [6]", () => writer.AddPart("b", shape, TensorSlice.TryParse("3,3")!, DataType.Int8, new byte[3]));
        Refuses("holds 'b' already", () => writer.Add("b", DataType.UInt8, shape, new byte[6]));
        Assert.Contains("'b' has 6 elements, and its parts 3", Assert.Throws<InvalidOperationException>(writer.Complete).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderThatCannotBeMadeIsNamed()
    {
        File.WriteAllText(Prefix, "a file");
        string inside = Path.Combine(Prefix, "model");

        Assert.Equal(inside, Assert.Throws<ModelFormatException>(() => CheckpointWriter.Create(inside)).Problem.File);
    }

    private static void Refuses(string message, Action add) => Assert.Contains(message, Assert.Throws<ArgumentException>(add).Message, StringComparison.Ordinal);

    private void Save(byte value)
    {
        using var writer = CheckpointWriter.Create(Prefix);
        writer.Add("a", DataType.UInt8, new TensorShape(1000), [.. Enumerable.Repeat(value, 1000)]);
        writer.Complete();
    }

    private int Saved()
    {
        using var checkpoint = Checkpoint.Open(Prefix);
        return Assert.Single(CheckpointTests.Read(checkpoint, "a").Distinct());
    }
}
