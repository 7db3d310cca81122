using TypedModels.Engines;

namespace TypedModels.TensorFlow.Sharing;

/// <summary>The tensors and operations of a model that runs name.</summary>
/// <param name="model">The model.</param>
internal sealed class ModelTargets(EngineModel model)
{
    /// <summary>What the signatures fetch.</summary>
    public IReadOnlyList<string> Fetched { get; } = [.. model.Signatures.SelectMany(signature => signature.Outputs).Select(output => output.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>What all signatures feed: what only some do is computed by the others.</summary>
    public IReadOnlyList<string> Fed { get; } = model.Signatures.Count == 0 ? [] :
        [.. model.Signatures.Select(signature => signature.Inputs.Select(input => input.Name)).Aggregate((left, right) => left.Intersect(right, StringComparer.Ordinal))];

    /// <summary>What initialises the model.</summary>
    public IReadOnlyList<string> Initialisers => model.Initialisers;

    /// <summary>What is fed then.</summary>
    public IEnumerable<string> Assets => model.Assets.Select(asset => asset.Tensor);
}
