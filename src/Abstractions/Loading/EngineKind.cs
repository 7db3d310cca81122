namespace TypedModels;

/// <summary>What runs a model.</summary>
public enum EngineKind
{
    /// <summary>The managed engine where it has every operation of the model's signatures, else TensorFlow where its library is on this computer.</summary>
    Auto,

    /// <summary>The user's own TensorFlow library, 2.5 or later.</summary>
    TensorFlow,

    /// <summary>The engine of this package, in .NET alone: nothing native to install.</summary>
    Managed,
}
