namespace TypedModels.Generator.Tasks;

/// <summary>Says where a file lies as seen from a folder.</summary>
internal static class RelativePath
{
    /// <summary>The way from <paramref name="folder"/> to <paramref name="path"/>, both full paths, with forward slashes.</summary>
    public static string Of(string folder, string path)
    {
        string[] from = Split(folder), to = Split(path);
        int common = 0;
        while (common < from.Length && common < to.Length - 1 && from[common] == to[common])
        {
            common++;
        }

        return string.Join("/", Enumerable.Repeat("..", from.Length - common).Concat(to.Skip(common)));
    }

    private static string[] Split(string path) => path.Replace(Path.DirectorySeparatorChar, '/').Split(['/'], StringSplitOptions.RemoveEmptyEntries);
}
