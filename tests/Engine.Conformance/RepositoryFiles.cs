namespace TypedModels.Engine.Conformance;

/// <summary>The files of the repository that the commands write.</summary>
internal static class RepositoryFiles
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>TensorFlow's operations.</summary>
    public static string OperationTable => Path.Combine(Root, "src/Formats/Operations/operations.txt");

    /// <summary>The operations of the managed engine, for the build.</summary>
    public static string ManagedOperations => Path.Combine(Root, "src/Formats/Operations/managed_operations.txt");

    /// <summary>The page of all operations.</summary>
    public static string OperationsPage => Path.Combine(Root, "docs/operations.md");

    /// <summary>TensorFlow's answers to the cases of a family.</summary>
    public static string Answers(string family) => Path.Combine(Root, "tests/Engine.Conformance/Answers", family + ".answers");

    private static string FindRoot()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "TypedModels.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} has TypedModels.sln.");
    }
}
