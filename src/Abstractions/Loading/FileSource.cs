namespace TypedModels;

/// <summary>A model in a folder or file on this computer.</summary>
/// <param name="path">The folder or file, absolute.</param>
internal sealed class FileSource(string path) : ModelSource
{
    public string Path { get; } = path;

    public override string ToString() => Path;
}
