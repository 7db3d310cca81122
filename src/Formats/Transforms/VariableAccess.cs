namespace TypedModels.Formats.Transforms;

/// <summary>How a variable is set and read from outside.</summary>
/// <param name="Value">The tensor to feed the new value to.</param>
/// <param name="Assign">The operation to run then.</param>
/// <param name="Read">The tensor to fetch the value from.</param>
internal sealed record VariableAccess(string Value, string Assign, string Read);
