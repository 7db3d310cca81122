namespace TypedModels.Tool.Check.Answers;

/// <summary>A file of recorded answers cannot be read. The message names the file, the place in it, what came and what is expected.</summary>
internal sealed class AnswersException(string message, Exception? inner = null) : Exception(message, inner);
