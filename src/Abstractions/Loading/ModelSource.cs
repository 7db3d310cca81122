namespace TypedModels;

/// <summary>Where a model is.</summary>
public abstract class ModelSource
{
    private protected ModelSource()
    {
    }

    /// <summary>A model in a folder on this computer.</summary>
    /// <param name="path">The folder; a relative one is looked up beside the application (<see cref="AppContext.BaseDirectory"/>), never in the working directory.</param>
    public static ModelSource Folder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new FileSource(Path.GetFullPath(path, AppContext.BaseDirectory));
    }

    /// <summary>A model in one file on this computer: a <c>.meta</c> graph, a frozen graph.</summary>
    /// <param name="path">The file; a relative one is looked up beside the application (<see cref="AppContext.BaseDirectory"/>), never in the working directory.</param>
    public static ModelSource File(string path) => Folder(path);

    /// <summary>A folder or file on this computer.</summary>
    public static implicit operator ModelSource(string path) => Folder(path);
}
