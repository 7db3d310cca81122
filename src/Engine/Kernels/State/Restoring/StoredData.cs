using TypedModels.Engine.Memory;
using TypedModels.Engines;

namespace TypedModels.Engine.Kernels.State.Restoring;

/// <summary>A value that a variable was given, where it can be read again.</summary>
/// <param name="data">The value.</param>
/// <param name="budget">Who pays.</param>
internal sealed class StoredData(VariableData data, MemoryBudget? budget) : ElementSource
{
    public override Storage Read()
    {
        try
        {
            return SharedWeights.Find(data, budget).SharedStorage;
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new OperationException(
                ModelErrorCode.FailedPrecondition,
                $"'{data.File}' is no longer what the variable was restored from: {exception.Message}. Put the file back as it was, or load the model again.");
        }
    }
}
