namespace TypedModels;

/// <summary>A call failed inside the model. The model stays usable.</summary>
public sealed class ModelRunException : ModelException
{
    /// <summary>An error in <paramref name="signature"/> of <paramref name="model"/>.</summary>
    public ModelRunException(string model, string signature, ModelErrorCode code, string message, string? node = null, string? operation = null, Exception? inner = null)
        : base(model, message, inner)
    {
        Signature = signature;
        Code = code;
        Node = node;
        Operation = operation;
    }

    /// <summary>The key of the signature that was called.</summary>
    public string Signature { get; }

    /// <summary>The kind of error.</summary>
    public ModelErrorCode Code { get; }

    /// <summary>The node of the graph that failed, or null where the engine does not say.</summary>
    public string? Node { get; }

    /// <summary>The type of the node's operation, or null where the engine does not say.</summary>
    public string? Operation { get; }
}
