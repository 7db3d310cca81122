namespace TypedModels.Generator.Model;

/// <summary>The list of a model's graphs, not yet taken apart: it is long, and few classes ask for it.</summary>
/// <param name="FileName">The file's name, for messages.</param>
/// <param name="Path">The model's path as the list has it; empty when it does not tell.</param>
/// <param name="Text">What the file says.</param>
internal sealed record GraphModel(string FileName, string Path, string Text);
