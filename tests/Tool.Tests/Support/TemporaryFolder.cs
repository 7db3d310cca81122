namespace TypedModels.Tool.Tests.Support;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("typedmodels").FullName;

    /// <summary>What is in it: the names of its files and folders.</summary>
    public IEnumerable<string?> Entries => Directory.EnumerateFileSystemEntries(_path).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    /// <summary>A path in it.</summary>
    public string PathOf(string name) => Path.Combine(_path, name);

    /// <summary>Writes a text file.</summary>
    public string Write(string name, string text)
    {
        string file = PathOf(name);
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>Copies all files whose paths begin with <paramref name="prefix"/>, and returns the prefix of the copies.</summary>
    public string CopyAll(string prefix)
    {
        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(prefix)!, Path.GetFileName(prefix) + "*"))
        {
            File.Copy(file, PathOf(Path.GetFileName(file)));
        }

        return PathOf(Path.GetFileName(prefix));
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
