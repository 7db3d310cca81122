using TypedModels.Engines;
using TypedModels.Formats.Checkpoints;

namespace TypedModels.Runtime.Variables;

/// <summary>A tensor of a checkpoint, or a part of one, as the value of a variable. Valid while the checkpoint is open.</summary>
/// <param name="checkpoint">The checkpoint, open.</param>
/// <param name="entry">The tensor.</param>
/// <param name="region">The part of it, or null for the whole.</param>
internal sealed class CheckpointData(Checkpoint checkpoint, CheckpointEntry entry, TensorRegion? region) : VariableData
{
    public override DataType DataType => entry.DataType;

    public override TensorShape Shape { get; } = region?.Shape ?? entry.Shape;

    public override string File => checkpoint.FileOf(entry);

    public override object? Identity => region is null ? checkpoint.IdentityOf(entry) : null;

    public override void Read(Span<byte> destination)
    {
        if (region is null)
        {
            checkpoint.Read(entry, destination);
        }
        else
        {
            checkpoint.Read(entry, region, destination);
        }
    }

    public override ReadOnlyMemory<byte>[] ReadTexts() => region is null ? checkpoint.ReadTexts(entry) : checkpoint.ReadTexts(entry, region);
}
