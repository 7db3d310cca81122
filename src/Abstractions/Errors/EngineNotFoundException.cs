namespace TypedModels;

/// <summary>No engine on this computer can run the model. The message lists every place that was tried, why each failed, and what to do.</summary>
public sealed class EngineNotFoundException : ModelException
{
    /// <summary>An error that lists <paramref name="places"/>.</summary>
    public EngineNotFoundException(string model, string message, IReadOnlyList<EngineSearchPlace> places)
        : base(model, message) => Places = places;

    /// <summary>Every place that was tried, in order.</summary>
    public IReadOnlyList<EngineSearchPlace> Places { get; }
}

/// <summary>A place where an engine's library was looked for.</summary>
/// <param name="Place">A setting, folder or file.</param>
/// <param name="Outcome">What was found there, or why it could not be used.</param>
public sealed record EngineSearchPlace(string Place, string Outcome);
