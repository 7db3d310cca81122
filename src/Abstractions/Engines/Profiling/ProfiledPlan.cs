namespace TypedModels.Engines.Profiling;

/// <summary>What became of the nodes of a graph or of a function.</summary>
/// <param name="Steps">Those that run.</param>
/// <param name="Included">Those that others carry out.</param>
/// <param name="Folded">Those that were computed at load.</param>
/// <param name="Skipped">Those that only hand a value on, and were passed by.</param>
/// <param name="ConstantBytes">The values that are the same in every call, as far as steps read them as they are.</param>
internal sealed record ProfiledPlan(int Steps, int Included, int Folded, int Skipped, long ConstantBytes);
