using TypedModels.Formats.Checkpoints;

namespace TypedModels.Tests.Checkpoints;

public sealed class StoredTensorIdentityTests : IDisposable
{
    private readonly HandMadeCheckpoint _checkpoint = new();

    public void Dispose() => _checkpoint.Dispose();

    [Fact]
    public void ATensorIsKnownAgainInTheSameFile()
    {
        _checkpoint.Add("a", DataType.UInt8, [2], [1, 2]).Add("b", DataType.UInt8, [2], [1, 2]);
        using var first = _checkpoint.Open();
        using var second = Checkpoint.Open(_checkpoint.Prefix);

        Assert.NotNull(first.IdentityOf(first.Find("a")!));
        Assert.Equal(first.IdentityOf(first.Find("a")!), second.IdentityOf(second.Find("a")!));
        Assert.NotEqual(first.IdentityOf(first.Find("a")!), first.IdentityOf(first.Find("b")!));
    }

    [Fact]
    public void ATensorIsAnotherOnceItsFileIsWrittenAgain()
    {
        _checkpoint.Add("a", DataType.UInt8, [2], [1, 2]);
        using var checkpoint = _checkpoint.Open();
        var before = checkpoint.IdentityOf(checkpoint.Find("a")!);
        File.SetLastWriteTimeUtc(_checkpoint.ShardFile(0), DateTime.UtcNow.AddHours(1));

        Assert.NotEqual(before, checkpoint.IdentityOf(checkpoint.Find("a")!));
    }

    [Fact]
    public void PartitionedTensorsAndMissingFilesHaveNone()
    {
        var slice = TensorSlice.TryParse("-")!;
        _checkpoint.AddWhole("parts", DataType.UInt8, [2], slice).AddPart("parts", DataType.UInt8, slice, [2], new byte[2]).Add("a", DataType.UInt8, [1], [1]);
        using var checkpoint = _checkpoint.Open();
        File.Delete(_checkpoint.ShardFile(0));

        Assert.Null(checkpoint.IdentityOf(checkpoint.Find("parts")!));
        Assert.Null(checkpoint.IdentityOf(checkpoint.Find("a")!));
    }
}
