namespace TypedModels;

/// <summary>Makes a partial class the typed wrapper of a model: one method for each of its signatures, generated in the build.</summary>
/// <param name="path">The model's folder or file, relative to the project, with forward slashes: <c>models/face_detector</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TfModelAttribute(string path) : Attribute
{
    /// <summary>The model's folder or file, relative to the project.</summary>
    public string Path { get; } = path;

    /// <summary>The tags that select a part of the model, separated by commas; <c>serve</c> when not given.</summary>
    public string? Tags { get; set; }
}
