namespace TypedModels.Engine.Planning;

/// <summary>A graph that is ready to run. Never changes; any number of frames run it at a time.</summary>
internal abstract class Plan
{
    /// <summary>The number of arguments.</summary>
    public required int ArgumentCount { get; init; }

    /// <summary>The types of the arguments.</summary>
    public required DataType[] ArgumentTypes { get; init; }

    /// <summary>The types of the results.</summary>
    public required DataType[] ResultTypes { get; init; }

    /// <summary>How many nodes of the graph do not run because they only hand a value on. Set once, by who planned it.</summary>
    public int SkippedNodes { get; set; }

    /// <summary>How many do not run because they were computed at load. Set once, by who planned it.</summary>
    public int FoldedNodes { get; set; }
}
