using TypedModels.Engine.Kernels;
using TypedModels.Engine.Memory;
using TypedModels.Engines.Profiling;

namespace TypedModels.Engine.Planning;

/// <summary>
/// A graph with the control flow of TensorFlow 1: values that may never come (Switch, Merge) and loops made of edges (Enter, NextIteration, Exit). Nodes run when what they
/// read has come, as TensorFlow's own executor does it (<c>tensorflow/core/common_runtime/executor.cc</c>).
/// </summary>
internal sealed class DataflowPlan : Plan
{
    /// <summary>The loops, each after the one that it lies in; the first is the graph outside all loops.</summary>
    public required DataflowLoop[] Loops { get; init; }

    /// <summary>The arguments' consumers.</summary>
    public required DataflowEdge[][] ArgumentEdges { get; init; }

    /// <summary>Nodes outside all loops that wait for nothing.</summary>
    public required DataflowNode[] Roots { get; init; }

    /// <summary>The results: an argument (its number), or a value that comes (−1).</summary>
    public required int[] ResultArguments { get; init; }

    /// <summary>The results that are the same in every call.</summary>
    public required Tensor?[] ResultConstants { get; init; }
}

/// <summary>One loop of TensorFlow 1, or the graph outside all loops.</summary>
/// <param name="Name">The loop's name.</param>
/// <param name="Index">Its number in the plan.</param>
/// <param name="Parent">The loop that it lies in, or null.</param>
internal sealed record DataflowLoop(string Name, int Index, DataflowLoop? Parent)
{
    /// <summary>The nodes of one round.</summary>
    public List<DataflowNode> Nodes { get; } = [];

    /// <summary>The nodes that bring values in.</summary>
    public int EnterCount { get; set; }

    /// <summary>The nodes that hand values out.</summary>
    public List<DataflowNode> Exits { get; } = [];
}

/// <summary>What a node does with the values around it.</summary>
internal enum DataflowKind
{
    /// <summary>Runs its kernel.</summary>
    Kernel,

    /// <summary>Hands its value to one of two outputs; the other's never comes.</summary>
    Switch,

    /// <summary>Hands on the first value that comes.</summary>
    Merge,

    /// <summary>Brings a value into a loop.</summary>
    Enter,

    /// <summary>Hands a value out of a loop.</summary>
    Exit,

    /// <summary>Hands a value to the next round.</summary>
    NextIteration,

    /// <summary>Runs also when what it waits for never comes.</summary>
    ControlTrigger,
}

/// <summary>Who gets a value.</summary>
/// <param name="Node">The node, or null for a result.</param>
/// <param name="Input">Its input, or the result's number; −1 when the node only waits.</param>
internal readonly record struct DataflowEdge(DataflowNode? Node, int Input);

/// <summary>One node.</summary>
internal sealed class DataflowNode
{
    /// <summary>The node's name, for errors.</summary>
    public required string Name { get; init; }

    /// <summary>The node's operation, for errors.</summary>
    public required string Operation { get; init; }

    /// <summary>The nodes of the model's graph that it carries out beside its own.</summary>
    public IReadOnlyList<IncludedNode> Includes { get; init; } = [];

    /// <summary>What it does.</summary>
    public required DataflowKind Kind { get; init; }

    /// <summary>What it runs; null for nodes that only hand values on.</summary>
    public Kernel? Kernel { get; init; }

    /// <summary>The loop whose rounds it belongs to; an Enter belongs to the loop outside.</summary>
    public required DataflowLoop Loop { get; init; }

    /// <summary>Its number in the loop.</summary>
    public required int Index { get; init; }

    /// <summary>The inputs that are the same in every call, null where values come.</summary>
    public required Tensor?[] ConstantInputs { get; init; }

    /// <summary>The types of its values.</summary>
    public required DataType[] OutputTypes { get; init; }

    /// <summary>The number of values that come.</summary>
    public required int DataCount { get; init; }

    /// <summary>The number of nodes that it waits for.</summary>
    public required int ControlCount { get; init; }

    /// <summary>The loop that an Enter brings its value into.</summary>
    public DataflowLoop? Entered { get; init; }

    /// <summary>Whether an Enter brings its value into every round.</summary>
    public bool IsConstant { get; init; }

    /// <summary>Who gets each of its values.</summary>
    public required DataflowEdge[][] OutputEdges { get; set; }

    /// <summary>The nodes that wait for it.</summary>
    public required DataflowEdge[] ControlEdges { get; set; }
}
