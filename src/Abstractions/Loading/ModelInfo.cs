namespace TypedModels;

/// <summary>What was loaded, from where and by which engine.</summary>
public sealed record ModelInfo
{
    /// <summary>The model's short name.</summary>
    public required string Model { get; init; }

    /// <summary>Where it was loaded from; for a fake, <c>fake</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The engine and its version, such as <c>TensorFlow 2.16.2</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>The contract of the model that was loaded; compatible with the one compiled in, but not always the same.</summary>
    public required ModelContract Contract { get; init; }

    /// <summary>How long the load took.</summary>
    public TimeSpan LoadTime { get; init; }
}
