namespace TypedModels.Formats;

/// <summary>Something wrong with a model's files: what, and what to do about it.</summary>
/// <param name="Error">The kind of problem, with its diagnostic id.</param>
/// <param name="File">The file or folder it lies in, or null when only bytes are known.</param>
/// <param name="Problem">What is wrong, as a sentence without its full stop.</param>
/// <param name="Remedy">What to do, as a sentence without its full stop.</param>
internal sealed record ModelProblem(ExtractionError Error, string? File, string Problem, string Remedy)
{
    /// <summary>What is wrong and what to do.</summary>
    public string Message => $"{Problem}. {Remedy}.";

    /// <summary>File and message on one line.</summary>
    public override string ToString() => File is null ? Message : $"{File}: {Message}";
}
