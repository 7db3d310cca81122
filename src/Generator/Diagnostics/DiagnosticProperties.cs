namespace TypedModels.Generator.Diagnostics;

/// <summary>The properties by which diagnostics tell code fixes what to write.</summary>
internal static class DiagnosticProperties
{
    /// <summary>The path that was probably meant.</summary>
    public const string Path = nameof(Path);

    /// <summary>The tensor that was probably meant.</summary>
    public const string Tensor = nameof(Tensor);

    /// <summary>The tensors to add to the inputs of a signature, a line each.</summary>
    public const string Inputs = nameof(Inputs);

    /// <summary>The key of the signature to name.</summary>
    public const string Signature = nameof(Signature);

    /// <summary>The key of the argument to name; absent when the signature itself is.</summary>
    public const string Argument = nameof(Argument);

    /// <summary>A name that is free.</summary>
    public const string Name = nameof(Name);
}
