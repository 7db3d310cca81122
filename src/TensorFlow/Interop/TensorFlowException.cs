namespace TypedModels.TensorFlow.Interop;

/// <summary>What the library itself says; those above say which model, which file and what to do.</summary>
internal sealed class TensorFlowException(ModelErrorCode code, string message) : Exception(message)
{
    public ModelErrorCode Code { get; } = code;
}
