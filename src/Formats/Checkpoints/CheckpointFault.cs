namespace TypedModels.Formats.Checkpoints;

/// <summary>The errors of reading a checkpoint.</summary>
internal static class CheckpointFault
{
    /// <summary>The bytes of <paramref name="file"/> are wrong.</summary>
    public static ModelFormatException Damaged(string file, string problem) =>
        new(new ModelProblem(ExtractionError.Damaged, file, problem, "Fetch the checkpoint again, or save it again"));

    /// <summary>The operating system refuses <paramref name="file"/>.</summary>
    public static ModelFormatException Unreadable(string file, Exception exception) =>
        new(new ModelProblem(ExtractionError.Unreadable, file, exception.Message.TrimEnd('.'), "Make the file readable for this process"), exception);

    /// <summary>The operating system refuses to write a file of the checkpoint <paramref name="prefix"/>.</summary>
    public static ModelFormatException Unwritable(string prefix, Exception exception) => new(
        new ModelProblem(ExtractionError.Unreadable, prefix, $"The checkpoint cannot be written: {exception.Message.TrimEnd('.')}", "Make the folder writable for this process, and room on its disk"), exception);

    /// <summary>What is asked for is sound, but nothing that can be read here.</summary>
    public static ModelFormatException Unsupported(string file, string problem, string remedy) => new(new ModelProblem(ExtractionError.Unreadable, file, problem, remedy));
}
