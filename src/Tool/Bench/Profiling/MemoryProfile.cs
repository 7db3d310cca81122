namespace TypedModels.Tool.Bench.Profiling;

/// <summary>The memory of a call, in bytes.</summary>
internal sealed record MemoryProfile
{
    /// <summary>The most that is in use at one time, inputs and results included.</summary>
    public required long PeakBytes { get; init; }

    /// <summary>The node at whose end that is.</summary>
    public required string PeakNode { get; init; }

    /// <summary>What is kept for the next call, in use or not.</summary>
    public required long FrameBytes { get; init; }

    /// <summary>What the loaded model takes beside that: weights as they are packed, constants, variables.</summary>
    public required long ModelBytes { get; init; }

    /// <summary>The part of it that nodes read as it is, not packed.</summary>
    public required long ConstantBytes { get; init; }

    /// <summary>The managed memory that the nodes allocate.</summary>
    public required long ManagedBytes { get; init; }
}
