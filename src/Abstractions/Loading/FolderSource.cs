namespace TypedModels;

/// <summary>A model in a folder on this computer.</summary>
/// <param name="path">The folder, absolute.</param>
internal sealed class FolderSource(string path) : ModelSource
{
    public string Path { get; } = path;

    public override string ToString() => Path;
}
