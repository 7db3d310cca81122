namespace TypedModels.Benchmarks;

/// <summary>What a peer takes of the private memory of a process that does nothing else.</summary>
/// <param name="Model">The model.</param>
/// <param name="Threads">The threads of a call.</param>
/// <param name="Peer">Who it is.</param>
/// <param name="Steps">After one call and after many.</param>
internal sealed record MemoryRow(string Model, int Threads, PeerKind Peer, IReadOnlyList<MemoryStep> Steps);

/// <summary>Private memory at one moment.</summary>
/// <param name="Planned">After how many calls it was to be measured.</param>
/// <param name="Calls">How many there was time for.</param>
/// <param name="Megabytes">By how much it has grown since before the load.</param>
internal sealed record MemoryStep(int Planned, int Calls, double Megabytes);
