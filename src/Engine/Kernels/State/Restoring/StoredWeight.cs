using TypedModels.Engine.Memory;
using TypedModels.Formats;
using TypedModels.Formats.Checkpoints;

namespace TypedModels.Engine.Kernels.State.Restoring;

/// <summary>A weight in the checkpoint it was read from. It is the same as long as the index says the same of it: its checksum decides, which its bytes are compared with.</summary>
/// <param name="prefix">The checkpoint.</param>
/// <param name="entry">What its index said of the weight.</param>
/// <param name="budget">Who pays.</param>
internal sealed class StoredWeight(string prefix, CheckpointEntry entry, MemoryBudget? budget) : ElementSource
{
    public override Storage Read()
    {
        try
        {
            using var checkpoint = Checkpoint.Open(prefix);
            var found = checkpoint.Find(entry.Key);
            if (found is null || !IsSame(found))
            {
                throw Refuse(found is null ? $"it has no tensor '{entry.Key}' any more" : $"its tensor '{entry.Key}' is not the one that was read");
            }

            checkpoint.RequireStored(found);
            return SharedWeights.Find(checkpoint, found, Shape.From(found.Shape.Dimensions.AsSpan()), budget).SharedStorage;
        }
        catch (Exception exception) when (exception is ModelFormatException or IOException or UnauthorizedAccessException)
        {
            throw Refuse(exception.Message);
        }
    }

    private bool IsSame(CheckpointEntry found) =>
        found.DataType == entry.DataType && found.Shape == entry.Shape && found.Size == entry.Size && found.Checksum == entry.Checksum && found.Slices.Count == 0;

    private OperationException Refuse(string problem) => new(
        ModelErrorCode.FailedPrecondition,
        $"The checkpoint '{prefix}' is no longer what the model was loaded from: {problem}. Put the model's files back as they were, or load the model again.");
}
