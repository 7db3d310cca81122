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
}
