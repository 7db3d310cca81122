namespace TypedModels.Engine.Execution;

/// <summary>A node could not be carried out. The innermost node that failed is the one that is told.</summary>
internal sealed class NodeFailure : Exception
{
    private NodeFailure(ModelErrorCode code, string message, string node, string operation, Exception inner)
        : base(message, inner)
    {
        Code = code;
        Node = node;
        Operation = operation;
    }

    /// <summary>The kind of error.</summary>
    public ModelErrorCode Code { get; }

    /// <summary>The node.</summary>
    public string Node { get; }

    /// <summary>The type of its operation.</summary>
    public string Operation { get; }

    /// <summary>What to throw for an exception of a kernel: itself where it is not about the node.</summary>
    public static Exception Of(Exception exception, string node, string operation) => exception switch
    {
        NodeFailure or OperationCanceledException or TimeoutException => exception,
        OperationException refused => new NodeFailure(refused.Code, refused.Message, node, operation, refused),
        InsufficientExecutionStackException => new NodeFailure(ModelErrorCode.ResourceExhausted, "Functions call each other too deeply.", node, operation, exception),
        OverflowException => new NodeFailure(ModelErrorCode.ResourceExhausted, "A size that it works with is too large to be counted.", node, operation, exception),
        OutOfMemoryException => new NodeFailure(ModelErrorCode.ResourceExhausted, "There is no memory for its result.", node, operation, exception),
        _ => new NodeFailure(ModelErrorCode.Internal, $"The engine failed: {exception.Message}", node, operation, exception),
    };
}
