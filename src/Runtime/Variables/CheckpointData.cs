using TypedModels.Engines;
using TypedModels.Formats;
using TypedModels.Formats.Checkpoints;

namespace TypedModels.Runtime.Variables;

/// <summary>
/// A tensor of a checkpoint, or a part of one, as the value of a variable. It can be read again when the checkpoint was closed: then the checkpoint is opened anew, and must still say the same of the
/// tensor; its checksum decides.
/// </summary>
/// <param name="checkpoint">The checkpoint, open.</param>
/// <param name="entry">The tensor.</param>
/// <param name="region">The part of it, or null for the whole.</param>
internal sealed class CheckpointData(Checkpoint checkpoint, CheckpointEntry entry, TensorRegion? region) : VariableData
{
    public override DataType DataType => entry.DataType;

    public override TensorShape Shape { get; } = region?.Shape ?? entry.Shape;

    public override string File => checkpoint.FileOf(entry);

    public override object? Identity { get; } = region is null ? checkpoint.IdentityOf(entry) : null;

    public override void Read(Span<byte> destination)
    {
        using var opened = Open();
        opened.Checkpoint.Read(opened.Entry, region ?? TensorRegion.WholeOf(entry.Shape), destination);
    }

    public override ReadOnlyMemory<byte>[] ReadTexts()
    {
        using var opened = Open();
        return opened.Checkpoint.ReadTexts(opened.Entry, region ?? TensorRegion.WholeOf(entry.Shape));
    }

    private Opened Open()
    {
        if (checkpoint.IsOpen)
        {
            return new Opened(checkpoint, entry, null);
        }

        var again = checkpoint.Reopen();
        if (again.Find(entry.Key) is { } found && IsSame(found))
        {
            return new Opened(again, found, again);
        }

        again.Dispose();
        throw new ModelFormatException(new ModelProblem(
            ExtractionError.Damaged,
            checkpoint.Prefix,
            $"The tensor '{entry.Key}' is no longer the one that was restored: the checkpoint was written again",
            "Put the file back as it was, restore the new checkpoint, or load the model again"));
    }

    private bool IsSame(CheckpointEntry found) =>
        found.DataType == entry.DataType && found.Shape == entry.Shape && found.Size == entry.Size && found.Checksum == entry.Checksum && found.Slices.SequenceEqual(entry.Slices);

    private readonly record struct Opened(Checkpoint Checkpoint, CheckpointEntry Entry, IDisposable? Owned) : IDisposable
    {
        public void Dispose() => Owned?.Dispose();
    }
}
