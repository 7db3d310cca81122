namespace TypedModels.Engines.Profiling;

/// <summary>A node of the model's graph that another carries out.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Operation">The type of its operation.</param>
/// <param name="IsBefore">Whether it comes before the node that carries it out.</param>
internal readonly record struct IncludedNode(string Name, string Operation, bool IsBefore);
