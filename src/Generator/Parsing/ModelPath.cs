namespace TypedModels.Generator.Parsing;

/// <summary>Compares the paths of attributes with those of contracts.</summary>
internal static class ModelPath
{
    private static readonly string[] s_wholeEndings = [".keras", ".h5", ".hdf5"];

    /// <summary>The path with forward slashes, without <c>./</c> before and <c>/</c> behind.</summary>
    public static string Normalize(string path)
    {
        string normal = path.Trim().Replace('\\', '/');
        while (normal.StartsWith("./", StringComparison.Ordinal))
        {
            normal = normal.Substring(2);
        }

        return normal.TrimEnd('/');
    }

    /// <summary>Whether the path is, by its ending, that of a file of a graph or of Keras and not of a folder.</summary>
    public static bool IsFile(string path)
    {
        string normal = Normalize(path);
        if (IsWholeKeras(normal) || normal.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        bool isGraph = normal.EndsWith(".pb", StringComparison.Ordinal) || normal.EndsWith(".pbtxt", StringComparison.Ordinal);
        return normal.EndsWith(".meta", StringComparison.Ordinal) || (isGraph && LastPart(normal) is not ("saved_model.pb" or "saved_model.pbtxt"));
    }

    /// <summary>Whether the path is, by its ending, that of a file of Keras that holds layers and weights.</summary>
    public static bool IsWholeKeras(string path) => Normalize(path) is var normal && Array.Exists(s_wholeEndings, ending => normal.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>The last ending of a file's name, with its dot; empty when there is none.</summary>
    public static string Ending(string path) => LastPart(Normalize(path)) is var name && name.LastIndexOf('.') is >= 0 and var dot ? name.Substring(dot) : "";

    /// <summary>The folder that a model lies in: the model itself, or that of its file; empty for the project's.</summary>
    public static string FolderOf(string path)
    {
        string normal = Normalize(path);
        return !IsFile(normal) ? normal : normal.Substring(0, Math.Max(0, normal.LastIndexOf('/')));
    }

    /// <summary>Where <paramref name="path"/> lies as seen from <paramref name="folder"/>, both relative to the project.</summary>
    public static string Relative(string folder, string path)
    {
        var from = Segments(folder);
        var to = Segments(path);
        int common = 0;
        while (common < from.Count && common < to.Count && from[common] == to[common])
        {
            common++;
        }

        string relative = string.Join("/", Enumerable.Repeat("..", from.Count - common).Concat(to.Skip(common)));
        return relative.Length == 0 ? "." : relative;
    }

    /// <summary>Whether the path begins at the root of a file system, whichever the system.</summary>
    public static bool IsAbsolute(string path) => path.StartsWith("/", StringComparison.Ordinal) || (path.Length > 1 && path[1] == ':');

    /// <summary>The path most like <paramref name="path"/>, or null when none is like it: the fewest changed characters, at most a third of them; else one with the same last part.</summary>
    public static string? Nearest(string path, ValueList<string> known)
    {
        string? nearest = null;
        int fewest = int.MaxValue;
        foreach (string candidate in known)
        {
            int changes = Distance(path.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (changes < fewest)
            {
                (nearest, fewest) = (candidate, changes);
            }
        }

        return nearest is not null && fewest <= Math.Max(path.Length, nearest.Length) / 3
            ? nearest
            : known.FirstOrDefault(candidate => string.Equals(LastPart(candidate), LastPart(path), StringComparison.OrdinalIgnoreCase));
    }

    private static List<string> Segments(string path)
    {
        var segments = new List<string>();
        foreach (string segment in Normalize(path).Split('/').Where(segment => segment is not ("" or ".")))
        {
            if (segment == ".." && segments.Count > 0 && segments[segments.Count - 1] != "..")
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else
            {
                segments.Add(segment);
            }
        }

        return segments;
    }

    private static string LastPart(string path) => path.Substring(path.LastIndexOf('/') + 1);

    /// <summary>The Levenshtein distance: the fewest characters to insert, remove or replace.</summary>
    private static int Distance(string left, string right)
    {
        int[] previous = [.. Enumerable.Range(0, right.Length + 1)];
        int[] current = new int[right.Length + 1];
        for (int i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}
