namespace TypedModels.Engine.Graphs;

/// <summary>A function that is called while a graph runs: the branch of a condition, the body of a loop, one that calls itself.</summary>
/// <param name="name">The function's name.</param>
/// <param name="arguments">The nodes of its arguments.</param>
internal sealed class FunctionGraph(string name, IReadOnlyList<Node> arguments) : Graph(arguments)
{
    /// <summary>The function's name.</summary>
    public string Name => name;

    /// <summary>Whether several nodes run it: it calls itself.</summary>
    public bool IsShared { get; set; }

    /// <summary>The nodes that run it, as far as they are known.</summary>
    public HashSet<Node> Callers { get; } = [];
}
