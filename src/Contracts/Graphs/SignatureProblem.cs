namespace TypedModels.Graphs;

/// <summary>Why a signature that the code declares does not fit the graph.</summary>
/// <param name="Kind">The kind of problem.</param>
/// <param name="Text">What is wrong and what to do, as a sentence without its full stop.</param>
internal sealed record SignatureProblem(SignatureProblemKind Kind, string Text);

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
