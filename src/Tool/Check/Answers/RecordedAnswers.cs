using TypedModels.Runtime.Calls;

namespace TypedModels.Tool.Check.Answers;

/// <summary>What a model answered when its answers were recorded.</summary>
/// <param name="Model">The model's name, as the recorder knew it.</param>
/// <param name="Tags">The tags of the graph that answered, or null.</param>
/// <param name="Cases">The calls, at least one.</param>
internal sealed record RecordedAnswers(string Model, IReadOnlyList<string>? Tags, IReadOnlyList<RecordedCase> Cases);

/// <summary>A recorded call.</summary>
internal sealed record RecordedCase
{
    /// <summary>The key of the signature that is called.</summary>
    public required string Signature { get; init; }

    /// <summary>The case's own name.</summary>
    public required string Name { get; init; }

    /// <summary>The values that are fed, by slot: an input's key, with <c>.values</c> and the like after it where an input is several tensors.</summary>
    public required IReadOnlyDictionary<string, RecordedTensor> Inputs { get; init; }

    /// <summary>What each of the calls, made one after the other in one session, answers; one for most cases, none when the call fails.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, RecordedTensor>> Steps { get; init; }

    /// <summary>How the call fails, or null.</summary>
    public RecordedError? Error { get; init; }
}

/// <summary>A recorded value.</summary>
/// <param name="DataType">The type of its elements.</param>
/// <param name="Value">Shape and elements.</param>
internal sealed record RecordedTensor(DataType DataType, FixedTensor Value);

/// <summary>A recorded failure.</summary>
/// <param name="Code">Its kind, or null when any will do.</param>
/// <param name="MessageContains">What its message holds, or null when any will do.</param>
internal sealed record RecordedError(ModelErrorCode? Code, string? MessageContains);
