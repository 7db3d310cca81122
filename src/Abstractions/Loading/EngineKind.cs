namespace TypedModels;

/// <summary>What runs a model.</summary>
public enum EngineKind
{
    /// <summary>The first engine on this computer that can run the model.</summary>
    Auto,

    /// <summary>The user's own TensorFlow library, 2.5 or later.</summary>
    TensorFlow,
}
