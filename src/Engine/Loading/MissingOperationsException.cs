namespace TypedModels.Engine.Loading;

/// <summary>The managed engine does not have every operation that a model needs; nothing was done yet that another engine would repeat.</summary>
internal sealed class MissingOperationsException(string model, string? file, string message) : ModelLoadException(model, file, message);
