using TypedModels.Formats.Models;

namespace TypedModels.Formats.Extraction;

/// <summary>What a build learns of a model.</summary>
/// <param name="Document">The contracts, or the error.</param>
/// <param name="Error">Why there is no contract, or null.</param>
/// <param name="Warnings">What is missing for loading the model although its contracts are known.</param>
internal sealed record ExtractionResult(ContractDocument Document, ModelProblem? Error, IReadOnlyList<ModelProblem> Warnings)
{
    /// <summary>The model's file, or null when it could not be read.</summary>
    public ModelFile? File { get; init; }
}
