namespace TypedModels;

/// <summary>
/// All that is known of a model file at build time: one <see cref="ModelContract"/> for each of its tag sets, or the reason why there is none.
/// It is what a <c>.tfcontract</c> file says; the grammar is in <c>docs/contract-format.md</c>.
/// </summary>
public sealed record ContractDocument
{
    /// <summary>The model's short name: that of its folder or file.</summary>
    public required string Model { get; init; }

    /// <summary>Where the model lies, relative to the project, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>
    /// Where the build copies the model, relative to the application, with forward slashes; null when that is <see cref="Path"/>. A library's models are copied into
    /// a folder of the library's own, so that two libraries that ship a <c>models/x</c> each keep theirs.
    /// </summary>
    public string? Target { get; init; }

    /// <summary>One contract for each tag set, ordered by the joined tags.</summary>
    public ValueList<ModelContract> TagSets { get; init; }

    /// <summary>Why the model could not be read, or null.</summary>
    public ContractError? Error { get; init; }
}

/// <summary>Why a model could not be read.</summary>
/// <param name="Id">The diagnostic, such as <c>TYMD1001</c>.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record ContractError(string Id, string Message);
