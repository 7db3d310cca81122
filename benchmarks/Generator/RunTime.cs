namespace TypedModels.Generator.Benchmarks;

/// <summary>How long a run took.</summary>
/// <param name="Elapsed">By the clock.</param>
/// <param name="Processor">Of the processor's time.</param>
internal readonly record struct RunTime(TimeSpan Elapsed, TimeSpan Processor);
