namespace TypedModels.Engine;

/// <summary>An operation refuses what it was given or cannot be carried out. Whoever runs it adds the node and the model.</summary>
/// <param name="code">The kind of error; the one that TensorFlow gives.</param>
/// <param name="message">What was expected, what came.</param>
internal sealed class OperationException(ModelErrorCode code, string message) : Exception(message)
{
    /// <summary>The kind of error.</summary>
    public ModelErrorCode Code => code;

    /// <summary>A value that the operation does not take.</summary>
    public static OperationException InvalidArgument(string message) => new(ModelErrorCode.InvalidArgument, message);

    /// <summary>A combination of attributes or types that neither this engine nor TensorFlow on a processor has.</summary>
    public static OperationException Unimplemented(string message) => new(ModelErrorCode.Unimplemented, message);

    /// <summary>Memory that is not to be had.</summary>
    public static OperationException ResourceExhausted(string message) => new(ModelErrorCode.ResourceExhausted, message);
}
