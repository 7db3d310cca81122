namespace TypedModels.Formats.Checkpoints;

/// <summary>A tensor that was saved of an object.</summary>
/// <param name="Name">What it is of the object: <c>VARIABLE_VALUE</c> for a variable.</param>
/// <param name="FullName">The variable's name in the program: <c>dense/kernel</c>. May be empty.</param>
/// <param name="CheckpointKey">The tensor's name in the checkpoint.</param>
internal readonly record struct ObjectAttribute(string Name, string FullName, string CheckpointKey);
