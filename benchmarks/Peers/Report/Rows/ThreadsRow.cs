namespace TypedModels.Benchmarks;

/// <summary>What more threads bring a single caller.</summary>
/// <param name="Model">The model.</param>
/// <param name="Batch">Examples in a call.</param>
/// <param name="Fewer">The smaller number of threads.</param>
/// <param name="More">The larger number.</param>
/// <param name="Peer">Who it is.</param>
/// <param name="SpeedUp">The time of a call with the fewer threads over that with more, the median of the rounds' ratios: 2 is twice as fast.</param>
internal sealed record ThreadsRow(string Model, int Batch, int Fewer, int More, PeerKind Peer, double SpeedUp);
