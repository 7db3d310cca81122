namespace TypedModels;

/// <summary>A model could not be loaded: a file is missing or damaged, or the engine does not accept it. Nothing stays behind.</summary>
public class ModelLoadException : ModelException
{
    /// <summary>An error about <paramref name="file"/> of <paramref name="model"/>.</summary>
    public ModelLoadException(string model, string? file, string message, Exception? inner = null)
        : base(model, message, inner) => File = file;

    /// <summary>The file or folder at fault, or null when it is none in particular.</summary>
    public string? File { get; }
}
