using TypedModels.Engine.Memory;
using TypedModels.Engine.Planning;

namespace TypedModels.Engine.Execution;

/// <summary>One run of a loop, inside one round of the loop around it.</summary>
/// <param name="loop">The loop.</param>
/// <param name="outside">The round that it runs in, or null for the graph outside all loops.</param>
internal sealed class DataflowLoopRun(DataflowLoop loop, DataflowRound? outside)
{
    /// <summary>The loop.</summary>
    public DataflowLoop Loop => loop;

    /// <summary>The round that it runs in.</summary>
    public DataflowRound? Outside => outside;

    /// <summary>The rounds that are not over, by their numbers.</summary>
    public SortedDictionary<int, DataflowRound> Rounds { get; } = [];

    /// <summary>The values that every round gets, with who brought them.</summary>
    public List<(DataflowNode Enter, Tensor? Value)> Constants { get; } = [];

    /// <summary>The Enter nodes that have not run yet.</summary>
    public int WaitsForEnters { get; set; } = loop.EnterCount;

    /// <summary>The Exit nodes that handed a value out.</summary>
    public HashSet<DataflowNode> Left { get; } = [];
}
