namespace TypedModels.Benchmarks;

/// <summary>What came out of a race.</summary>
internal sealed record RaceRow
{
    public required string Model { get; init; }

    public required int Batch { get; init; }

    /// <summary>The height and width of pictures in a model that leaves them open; 0 where none was asked for.</summary>
    public int Side { get; init; }

    public required int Threads { get; init; }

    public required int Rounds { get; init; }

    /// <summary>The largest difference of two peers' floats, in tolerances.</summary>
    public required double LargestDifference { get; init; }

    /// <summary>What the managed engine allocates in a call, in bytes of managed memory.</summary>
    public required double BytesPerCall { get; init; }

    public required IReadOnlyList<PeerTime> Peers { get; init; }

    /// <summary>A peer's time, if it took part.</summary>
    public PeerTime? Find(PeerKind kind) => Peers.FirstOrDefault(peer => peer.Peer == kind);
}

/// <summary>How long a peer takes for a call.</summary>
/// <param name="Peer">Who it is.</param>
/// <param name="Calls">How many calls a round was.</param>
/// <param name="Microseconds">The median of the rounds.</param>
/// <param name="Ratio">The managed engine's time over this peer's, the median of the rounds' ratios: below 1 the managed engine is faster.</param>
/// <param name="LowerRatio">The lower quartile of these ratios.</param>
/// <param name="UpperRatio">Their upper quartile.</param>
internal sealed record PeerTime(PeerKind Peer, int Calls, double Microseconds, double Ratio, double LowerRatio, double UpperRatio);
