namespace TypedModels.Benchmarks;

/// <summary>Something that was not measured, and why.</summary>
/// <param name="Subject">The model, with what was to be done with it.</param>
/// <param name="Message">What went wrong.</param>
internal sealed record Fault(string Subject, string Message);
