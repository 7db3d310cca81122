namespace TypedModels.Graphs;

/// <summary>Why a signature that the code declares does not fit the graph.</summary>
/// <param name="Kind">The kind of problem.</param>
/// <param name="Text">What is wrong and what to do, as a sentence without its full stop.</param>
internal sealed record SignatureProblem(SignatureProblemKind Kind, string Text)
{
    /// <summary>The argument that it is about; null when it is about the signature as a whole.</summary>
    public ArgumentPlace? Argument { get; init; }

    /// <summary>What would be right: the tensors that were probably meant, the nearest first, or the inputs to add.</summary>
    public ValueList<string> Suggestions { get; init; }
}

/// <summary>An argument of a declared signature.</summary>
/// <param name="IsInput">Whether it is fed.</param>
/// <param name="Position">Its position among the inputs or outputs, as declared.</param>
internal readonly record struct ArgumentPlace(bool IsInput, int Position);

/// <summary>The kinds of such problems.</summary>
internal enum SignatureProblemKind
{
    /// <summary>The declaration itself is none: a name is missing or there twice, or nothing is fetched.</summary>
    Declaration,

    /// <summary>The graph has no such tensor, or several of that name.</summary>
    UnknownTensor,

    /// <summary>The outputs need placeholders that no input feeds.</summary>
    MissingInputs,
}
