namespace TypedModels.Tool.Bench.Profiling;

/// <summary>What became of the nodes of the model's graph, in the plans that ran.</summary>
/// <param name="Steps">Those that run.</param>
/// <param name="Fused">Those that others carry out.</param>
/// <param name="Folded">Those that were computed at load.</param>
/// <param name="Skipped">Those that only hand a value on, and were passed by.</param>
internal sealed record PlanProfile(int Steps, int Fused, int Folded, int Skipped);
