namespace TypedModels.Formats.Files;

/// <summary>The errors of reading a file by offset.</summary>
internal static class FileFault
{
    /// <summary>The bytes of <paramref name="file"/> are wrong.</summary>
    public static ModelFormatException Damaged(string file, string problem) => new(new ModelProblem(ExtractionError.Damaged, file, problem, "Fetch the file again, or save it again"));

    /// <summary>The operating system refuses <paramref name="file"/>.</summary>
    public static ModelFormatException Unreadable(string file, Exception exception) =>
        new(new ModelProblem(ExtractionError.Unreadable, file, exception.Message.TrimEnd('.'), "Make the file readable for this process"), exception);

    /// <summary>There is no <paramref name="file"/>.</summary>
    public static ModelFormatException Missing(string file, Exception exception) =>
        new(new ModelProblem(ExtractionError.NotFound, file, "There is no such file", "Check the path, or copy the file there"), exception);

    /// <summary>What is asked for is sound, but nothing that can be read here.</summary>
    public static ModelFormatException Unsupported(string file, string problem, string remedy) => new(new ModelProblem(ExtractionError.Unreadable, file, problem, remedy));
}
