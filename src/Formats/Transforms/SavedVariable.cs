namespace TypedModels.Formats.Transforms;

/// <summary>A variable and its place in a checkpoint.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Key">The name under which the checkpoint holds it.</param>
/// <param name="Slice">The part of the checkpoint's tensor that it is, such as <c>6 4 0,2:-</c>; empty for all of it.</param>
internal sealed record SavedVariable(GraphVariable Variable, string Key, string Slice = "");
