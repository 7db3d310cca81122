namespace TypedModels.Benchmarks;

/// <summary>What can be measured.</summary>
internal enum MeasurementPart
{
    /// <summary>The time of a call.</summary>
    Calls,

    /// <summary>The time of a call with more and more examples.</summary>
    Batches,

    /// <summary>The time of a call with larger and larger pictures, of models that take any.</summary>
    Pictures,

    /// <summary>The time of a call of more and more layers: models whose names end with how many blocks they have, such as <c>residual_8</c>.</summary>
    Depths,

    /// <summary>What more threads bring one caller.</summary>
    Threads,

    /// <summary>What two callers make at the same time.</summary>
    Callers,

    /// <summary>The time to the first answer in a new process, and in one that has loaded the model before.</summary>
    Starts,

    /// <summary>The private memory.</summary>
    Memory,
}
