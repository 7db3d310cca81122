namespace TypedModels.Formats.Shapes;

/// <summary>What is known of a node's inputs and attributes can never fit its operation.</summary>
/// <param name="message">What was expected, what came, in the operation's words.</param>
internal sealed class ShapeConflictException(string message) : Exception(message);
