namespace TypedModels.Formats.Checkpoints;

/// <summary>A variable that an optimizer keeps for another one, such as its momentum.</summary>
/// <param name="OriginalVariable">The position of the variable that is trained.</param>
/// <param name="SlotName">What the optimizer calls it.</param>
/// <param name="Variable">The position of the optimizer's variable.</param>
internal readonly record struct SlotVariable(int OriginalVariable, string SlotName, int Variable);
