namespace TypedModels.Formats;

/// <summary>A model's file cannot be read, or contradicts itself.</summary>
internal sealed class ModelFormatException : FormatException
{
    /// <summary>An error that <paramref name="problem"/> describes in full.</summary>
    public ModelFormatException(ModelProblem problem, Exception? inner = null)
        : base(problem.ToString(), inner)
    {
        Problem = problem;
    }

    /// <summary>An error at a byte of a message.</summary>
    /// <param name="message">The type of message that was being read, such as <c>NodeDef</c>.</param>
    /// <param name="offset">The byte's offset, counted from the start of the file.</param>
    /// <param name="fault">What is wrong there.</param>
    public ModelFormatException(string message, long offset, string fault)
        : this(new ModelProblem(ExtractionError.Damaged, null, $"{message}, byte {offset}: {fault}", "The bytes are damaged or cut off: fetch or export the model again"))
    {
        Offset = offset;
    }

    /// <summary>What is wrong and what to do.</summary>
    public ModelProblem Problem { get; }

    /// <summary>The offset of the byte at which reading failed, counted from the start of the file; null when no single byte is at fault.</summary>
    public long? Offset { get; private init; }

    /// <summary>The same error, naming the file it is about; itself when it names one already.</summary>
    public ModelFormatException In(string file) =>
        Problem.File is null ? new ModelFormatException(Problem with { File = file }, this) { Offset = Offset } : this;
}
