namespace TypedModels.Formats.Shapes;

/// <summary>A value within a scope.</summary>
/// <param name="Node">The position of the node that gives it, or −1 for an argument.</param>
/// <param name="Index">Which of the node's outputs, or which argument.</param>
internal readonly record struct ScopeValue(int Node, int Index);
