namespace TypedModels.Benchmarks;

/// <summary>How long it takes to the first answer.</summary>
internal sealed record StartRow
{
    public required string Model { get; init; }

    public required int Threads { get; init; }

    public required int Rounds { get; init; }

    /// <summary>What of it the process takes that does nothing; null where the process was there already.</summary>
    public double? HostMilliseconds { get; init; }

    public required IReadOnlyList<StartTime> Peers { get; init; }

    /// <summary>A peer's time, if it took part.</summary>
    public StartTime? Find(PeerKind kind) => Peers.FirstOrDefault(peer => peer.Peer == kind);
}

/// <summary>How long a peer takes to its first answer. Medians of the rounds.</summary>
/// <param name="Peer">Who it is.</param>
/// <param name="Milliseconds">All of it.</param>
/// <param name="LoadMilliseconds">What of it is the load, with the library's own where the process is new.</param>
/// <param name="FirstCallMilliseconds">What of it is the first call.</param>
/// <param name="CompiledMethods">How many methods .NET compiled for it.</param>
/// <param name="Ratio">The managed engine's time over this peer's, the median of the rounds' ratios.</param>
internal sealed record StartTime(PeerKind Peer, double Milliseconds, double LoadMilliseconds, double FirstCallMilliseconds, double CompiledMethods, double Ratio);
