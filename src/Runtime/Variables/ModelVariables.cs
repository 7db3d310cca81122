using TypedModels.Formats.Models;

namespace TypedModels.Runtime.Variables;

/// <summary>The variables that the signatures of a loaded model use. Found when they are first asked for: most models are never restored again.</summary>
/// <param name="find">Finds them.</param>
/// <param name="source">The checkpoint that the model was loaded from, or null.</param>
internal sealed class ModelVariables(Func<(IReadOnlyList<ModelVariable> Variables, IReadOnlyList<string> OtherKeys)> find, string? source)
{
    private readonly Lazy<(IReadOnlyList<ModelVariable> Variables, IReadOnlyList<string> OtherKeys)> _found = new(find);

    /// <summary>None.</summary>
    public static ModelVariables None { get; } = new(() => ([], []), null);

    /// <summary>How files of weights are read into the model; null when it is none of Keras.</summary>
    public ModelWeights? Weights { get; init; }

    /// <summary>The variables.</summary>
    public IReadOnlyList<ModelVariable> All => _found.Value.Variables;

    /// <summary>Those that are the model's own: what is another model's is restored and saved there.</summary>
    public IEnumerable<ModelVariable> Own => All.Where(variable => variable.Shared is null);

    /// <summary>Further names that the model's own checkpoints have a tensor for: of variables that no signature uses, and of tables.</summary>
    public IReadOnlyList<string> OtherKeys => _found.Value.OtherKeys;

    /// <summary>The checkpoint that the model was loaded from: the path without <c>.index</c>; null where there is none.</summary>
    public string? Source => source;
}
