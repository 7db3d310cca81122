namespace TypedModels.Benchmarks;

/// <summary>How many more calls two callers make, each call on one thread. Medians of the rounds' ratios.</summary>
/// <param name="Model">The model.</param>
/// <param name="Peer">Who it is.</param>
/// <param name="OverOne">The calls a second of two threads that share a load, over those of one.</param>
/// <param name="ProcessesOverOne">The same of two processes that share nothing.</param>
/// <param name="OverProcesses">Two threads over two processes: below 1 the threads are in each other's way.</param>
internal sealed record CallersRow(string Model, PeerKind Peer, double OverOne, double ProcessesOverOne, double OverProcesses);
