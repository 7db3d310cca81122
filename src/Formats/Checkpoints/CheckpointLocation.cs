using System.Text.RegularExpressions;

namespace TypedModels.Formats.Checkpoints;

/// <summary>Finds the checkpoint that a path means: a prefix, one of the files of a checkpoint, or a folder with one in it.</summary>
internal static class CheckpointLocation
{
    private const int MostListed = 5;

    private static readonly Regex s_ending = new(@"(\.index|\.meta|\.data-\d{5}-of-\d{5}|-(\d{5}|\?{5})-of-\d{5})$", RegexOptions.CultureInvariant);

    /// <summary>The prefix that <see cref="Checkpoint.Open"/> opens.</summary>
    /// <param name="path">
    /// A prefix; a file of a checkpoint; or a folder: that of a SavedModel, one whose file <c>checkpoint</c> names the last one, or one that holds a single checkpoint.
    /// </param>
    /// <exception cref="ModelFormatException">There is no checkpoint, or no single one; the error says what is there.</exception>
    public static string Find(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                return FindInFolder(path);
            }

            return Path.GetFileName(path) == CheckpointState.FileName && File.Exists(path) && !File.Exists(BundleSource.IndexOf(path))
                ? FindByState(FolderOf(path))
                : FindPrefix(path) ?? throw Missing(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CheckpointFault.Unreadable(path, exception);
        }
    }

    private static string FindInFolder(string folder)
    {
        if (File.Exists(Path.Combine(folder, CheckpointState.FileName)))
        {
            return FindByState(folder);
        }

        string variables = Path.Combine(folder, "variables", "variables");
        if (File.Exists(BundleSource.IndexOf(variables)))
        {
            return variables;
        }

        string[] names = NamesIn(folder);
        return names.Length == 1
            ? Path.Combine(folder, names[0])
            : throw Missing(folder, names.Length == 0 ? "The folder holds no checkpoint" : $"The folder holds several checkpoints, and no file '{CheckpointState.FileName}' that says which is meant", names);
    }

    // The file is believed no further than its folder: of a path that leaves it, or is no longer true since the folder was moved, the last part counts.
    private static string FindByState(string folder)
    {
        string root = Path.GetFullPath(folder);
        string named = CheckpointState.Read(folder).Latest;
        if (named.IndexOf('\0') < 0)
        {
            string inside = Path.GetFullPath(Path.Combine(root, named));
            string fence = root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
            if (inside.StartsWith(fence, StringComparison.Ordinal) && FindPrefix(inside) is { } found)
            {
                return found;
            }

            string last = named.Substring(named.LastIndexOfAny(['/', '\\']) + 1);
            if (last.Length > 0 && last is not ("." or "..") && FindPrefix(Path.Combine(root, last)) is { } beside)
            {
                return beside;
            }
        }

        throw Missing(Path.Combine(folder, CheckpointState.FileName), $"The file names the checkpoint '{named}', which is not in its folder", Nearest(named, NamesIn(folder)));
    }

    // The path itself, else what is left of it without the ending of a checkpoint's file.
    private static string? FindPrefix(string path)
    {
        string shorter = s_ending.Replace(path, "");
        if (File.Exists(BundleSource.IndexOf(path)))
        {
            return path;
        }

        if (shorter.Length < path.Length && Path.GetFileName(shorter).Length > 0 && (File.Exists(BundleSource.IndexOf(shorter)) || SavedSlicesFiles.IsAt(shorter)))
        {
            return shorter;
        }

        return shorter.Length == path.Length && SavedSlicesFiles.IsAt(path) ? path : null;
    }

    private static ModelFormatException Missing(string path)
    {
        string folder = FolderOf(path);
        return Directory.Exists(folder)
            ? Missing(path, "There is no checkpoint of this name", Nearest(Path.GetFileName(path), NamesIn(folder)))
            : new ModelFormatException(new ModelProblem(ExtractionError.MissingVariables, path, $"There is no folder '{folder}'", "Correct the path: it is the checkpoint's index without '.index'"));
    }

    private static ModelFormatException Missing(string path, string problem, string[] names)
    {
        string listed = string.Join(", ", names.Take(MostListed).Select(name => $"'{name}'")) + (names.Length > MostListed ? $" and {names.Length - MostListed} more" : "");
        string remedy = names.Length == 0 ? "Correct the path: it is the checkpoint's index without '.index'" : $"Name one of those that are there: {listed}";
        return new ModelFormatException(new ModelProblem(ExtractionError.MissingVariables, path, problem, remedy));
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;

    private static string[] NamesIn(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.index").Select(file => Path.GetFileNameWithoutExtension(file)).OrderBy(name => name, StringComparer.Ordinal)];

    private static string[] Nearest(string name, string[] names) => [.. names.OrderBy(other => Distance(name, other))];

    // Levenshtein's: how many characters must be changed.
    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int substituted = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
