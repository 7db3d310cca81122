namespace TypedModels.Graphs;

/// <summary>What signatures that the code declares need to know of a node of a graph.</summary>
internal sealed record GraphNode
{
    /// <summary>The node's name; one of a function that was put in the place of its call begins with the call's name.</summary>
    public required string Name { get; init; }

    /// <summary>The type of operation, such as <c>MatMul</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The tensors it gives, in order.</summary>
    public ValueList<GraphOutput> Outputs { get; init; }

    /// <summary>What it reads and waits for: <c>node</c> or <c>node:index</c>, and <c>^node</c>.</summary>
    public ValueList<string> Inputs { get; init; }

    /// <summary>The functions that it runs: branches, the parts of loops.</summary>
    public ValueList<string> Functions { get; init; }

    /// <summary>The value it gives when nothing is fed to it, where it is made to be fed and that value is known; else null.</summary>
    public DefaultValue? Default { get; init; }
}

/// <summary>A tensor that a node gives.</summary>
/// <param name="DataType">The type of its elements; <see cref="DataType.Invalid"/> where the file does not say.</param>
/// <param name="Shape">What is known of its shape.</param>
internal readonly record struct GraphOutput(DataType DataType, TensorShape Shape);
