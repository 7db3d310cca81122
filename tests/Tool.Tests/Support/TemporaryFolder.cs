namespace TypedModels.Tool.Tests.Support;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("typedmodels").FullName;

    /// <summary>Writes a text file.</summary>
    public string Write(string name, string text)
    {
        string file = Path.Combine(_path, name);
        File.WriteAllText(file, text);
        return file;
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
