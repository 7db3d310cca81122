namespace TypedModels.Engines.Profiling;

/// <summary>A node of a plan. The same object stands for it in all runs of all calls.</summary>
/// <param name="name">Its name in the graph, behind the names of the calls it lies in.</param>
/// <param name="operation">The type of its operation.</param>
/// <param name="includes">The nodes that it carries out beside its own.</param>
internal sealed class ProfiledNode(string name, string operation, IReadOnlyList<IncludedNode> includes)
{
    /// <summary>Its name in the graph, behind the names of the calls it lies in.</summary>
    public string Name => name;

    /// <summary>The type of its operation.</summary>
    public string Operation => operation;

    /// <summary>The nodes that it carries out beside its own.</summary>
    public IReadOnlyList<IncludedNode> Includes => includes;

    /// <summary>What it read last.</summary>
    public ProfiledValue[] Inputs { get; set; } = [];

    /// <summary>What it gave last.</summary>
    public ProfiledValue[] Outputs { get; set; } = [];

    /// <summary>The operations in the order in which they are carried out: <c>Pad + Conv2D + BiasAdd + Relu6</c>.</summary>
    public string AllOperations { get; } = string.Join(
        " + ",
        [.. includes.Where(node => node.IsBefore).Select(node => node.Operation), operation, .. includes.Where(node => !node.IsBefore).Select(node => node.Operation)]);
}
