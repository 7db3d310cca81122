using TypedModels.Engines;
using TypedModels.Formats.Checkpoints;
using TypedModels.Formats.Variables;

namespace TypedModels.TensorFlow.Tests.Support;

/// <summary>A variable's value in a checkpoint, opened each time that it is read.</summary>
internal sealed class CheckpointData(string prefix, SavedName name, DataType type) : VariableData
{
    public override DataType DataType => type;

    public override TensorShape Shape => name.Part is { } part ? part.Slice.In(part.WholeShape)!.Shape : Open(entry => entry.Shape);

    public override string File => prefix + ".index";

    public override object? Identity => (prefix, name.Key, name.Part);

    public override void Read(Span<byte> destination)
    {
        using var checkpoint = Checkpoint.Open(prefix);
        var entry = checkpoint.Find(name.Key)!;
        checkpoint.Read(entry, name.Part?.Slice.In(entry.Shape) ?? TensorRegion.WholeOf(entry.Shape), destination);
    }

    public override ReadOnlyMemory<byte>[] ReadTexts()
    {
        using var checkpoint = Checkpoint.Open(prefix);
        return checkpoint.ReadTexts(checkpoint.Find(name.Key)!);
    }

    private T Open<T>(Func<CheckpointEntry, T> read)
    {
        using var checkpoint = Checkpoint.Open(prefix);
        return read(checkpoint.Find(name.Key)!);
    }
}
