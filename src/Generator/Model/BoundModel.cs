namespace TypedModels.Generator.Model;

/// <summary>A host with the contract of its model.</summary>
/// <param name="Host">The class.</param>
/// <param name="Contract">The contract, or null when there is none for the path.</param>
/// <param name="Graph">The list of the model's graphs, or null when there is none or the class does not ask for it.</param>
/// <param name="OtherFile">The name of a second contract file for the same path, or null.</param>
/// <param name="KnownPaths">The paths there are contracts for, in ordinal order; only when there is none for this one.</param>
/// <param name="HintName">The name of the file to emit.</param>
/// <param name="Facts">What is known of the project.</param>
internal sealed record BoundModel(
    HostModel Host, ContractModel? Contract, GraphModel? Graph, string? OtherFile, ValueList<string> KnownPaths, string HintName, CompilationFacts Facts);
