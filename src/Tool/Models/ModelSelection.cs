using TypedModels.Graphs;

namespace TypedModels.Tool.Models;

/// <summary>What a command line says of a model beside its path: which part of it is meant, where its variables are, and which tensors are called.</summary>
internal sealed record ModelSelection
{
    /// <summary>The tags of the graph, or null.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The name scope that names of tensors are looked up under first, or null.</summary>
    public string? Scope { get; init; }

    /// <summary>The checkpoint in the place of the model's own, and those that are restored over it, in order; empty for the model's own.</summary>
    public IReadOnlyList<string> Checkpoints { get; init; } = [];

    /// <summary>Signatures by tensors of the graph, beside those that the model has.</summary>
    public IReadOnlyList<DeclaredSignature> Signatures { get; init; } = [];
}
