namespace TypedModels.Formats.SavedModels;

/// <summary>The tensor behind an argument of a signature that is to be written.</summary>
/// <param name="Tensor">The tensor's name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its shape.</param>
internal sealed record ArgumentContent(string Tensor, DataType Type, TensorShape Shape);
