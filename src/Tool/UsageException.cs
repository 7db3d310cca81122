namespace TypedModels.Tool;

/// <summary>The command line is well-formed but does not fit the model: it names a signature or tags that are not there.</summary>
internal sealed class UsageException(string message) : Exception(message);
