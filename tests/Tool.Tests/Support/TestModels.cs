namespace TypedModels.Tool.Tests.Support;

/// <summary>The models in the repository with their recorded answers, and more beside it where they are there.</summary>
internal static class TestModels
{
    private static readonly string s_repository = FindRepository();
    private static readonly string s_folder = Path.Combine(s_repository, "models");
    private static readonly string s_shared = Path.Combine(s_repository, "..", "shared", "models");

    /// <summary>The models that are sound, by name, such as <c>ops/binary</c>.</summary>
    public static IEnumerable<string> Sound => NamesIn(s_folder).Where(name => !IsRefused(name));

    /// <summary>The models that cannot be used.</summary>
    public static IEnumerable<string> Refused => Directory.EnumerateDirectories(Path.Combine(s_folder, "refused")).Select(folder => "refused/" + Path.GetFileName(folder)).Order(StringComparer.Ordinal);

    /// <summary>Files of recorded answers in the repository: the names of their models.</summary>
    public static IEnumerable<string> Answered => AnsweredIn(s_folder, "answers");

    /// <summary>The same for the models beside the repository that it does not hold itself.</summary>
    public static IEnumerable<string> AnsweredElsewhere => Directory.Exists(s_shared) ? AnsweredIn(s_shared, "golden").Except(Answered) : [];

    /// <summary>The folder of a model.</summary>
    public static string FolderOf(string name) => Path.Combine(Directory.Exists(Path.Combine(s_folder, name)) ? s_folder : s_shared, name);

    /// <summary>A file among the models, such as <c>saver/scoped.meta</c>, or the prefix of a checkpoint.</summary>
    public static string FileOf(string name) => Path.Combine(s_folder, name);

    /// <summary>A file of the repository.</summary>
    public static string InRepository(string name) => Path.Combine(s_repository, name);

    /// <summary>The recorded answers of a model.</summary>
    public static string AnswersOf(string name)
    {
        string file = name.Replace('/', '.') + ".json";
        string own = Path.Combine(s_folder, "answers", file);
        return File.Exists(own) ? own : Path.Combine(s_shared, "golden", file);
    }

    // Answers of checkpoints, frozen graphs and Keras files lie among them.
    private static IEnumerable<string> AnsweredIn(string folder, string answers) =>
        Directory.EnumerateFiles(Path.Combine(folder, answers), "*.json")
            .Select(file => Path.GetFileNameWithoutExtension(file).Replace('.', '/'))
            .Where(name => File.Exists(Path.Combine(folder, name, "saved_model.pb")))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> NamesIn(string folder) =>
        Directory.EnumerateFiles(folder, "saved_model.pb", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    private static bool IsRefused(string name) => name.StartsWith("refused/", StringComparison.Ordinal);

    private static string FindRepository()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "TypedModels.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder;
    }
}
