using TypedModels.Engines;
using TypedModels.Formats.Checkpoints;

namespace TypedModels.Engine.Tests.Support;

/// <summary>A tensor of a checkpoint, opened each time that it is read.</summary>
internal sealed class CheckpointValue : VariableData
{
    private readonly string _prefix;
    private readonly string _key;

    public CheckpointValue(string prefix, string key)
    {
        _prefix = prefix;
        _key = key;
        using var checkpoint = Checkpoint.Open(prefix);
        var entry = checkpoint.Find(key)!;
        DataType = entry.DataType;
        Shape = entry.Shape;
        File = checkpoint.FileOf(entry);
        Identity = checkpoint.IdentityOf(entry);
    }

    public override DataType DataType { get; }

    public override TensorShape Shape { get; }

    public override string File { get; }

    public override object? Identity { get; }

    public override void Read(Span<byte> destination)
    {
        using var checkpoint = Checkpoint.Open(_prefix);
        checkpoint.Read(checkpoint.Find(_key)!, destination);
    }

    public override ReadOnlyMemory<byte>[] ReadTexts()
    {
        using var checkpoint = Checkpoint.Open(_prefix);
        return checkpoint.ReadTexts(checkpoint.Find(_key)!);
    }
}
