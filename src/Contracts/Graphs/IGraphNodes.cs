namespace TypedModels.Graphs;

/// <summary>A graph as signatures that the code declares see it: in a build a list that was written of it, at load the graph itself.</summary>
internal interface IGraphNodes
{
    /// <summary>The names of all nodes.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>The node of a name, or null.</summary>
    GraphNode? Find(string name);

    /// <summary>The types of operations in a function and in the functions it names, in ordinal order; none when there is no such function.</summary>
    IEnumerable<string> OperationsOf(string function);

    /// <summary>Puts functions in the place of their calls, where that is still to be done.</summary>
    /// <returns>Whether nodes are described differently from now on.</returns>
    bool Inline();
}
