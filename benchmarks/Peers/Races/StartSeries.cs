namespace TypedModels.Benchmarks;

/// <summary>Times to the first answer, round after round.</summary>
internal sealed class StartSeries
{
    private readonly Dictionary<PeerKind, List<StartSample>> _times = [];

    /// <summary>How many rounds are complete.</summary>
    public int Rounds => _times.Count == 0 ? 0 : _times.Values.Min(times => times.Count);

    /// <summary>Takes in one start.</summary>
    public void Add(PeerKind kind, StartSample sample)
    {
        if (!_times.TryGetValue(kind, out var times))
        {
            _times.Add(kind, times = []);
        }

        times.Add(sample);
    }

    /// <summary>The medians.</summary>
    public IReadOnlyList<StartTime> Summarise() => [.. _times.Select(pair => new StartTime(
        pair.Key,
        Median.Of(pair.Value.Select(time => time.Total)),
        Median.Of(pair.Value.Select(time => time.Load)),
        Median.Of(pair.Value.Select(time => time.FirstCall)),
        Median.Of(pair.Value.Select(time => (double)time.CompiledMethods)),
        Median.OfRatios(_times[PeerKind.Managed].Select(time => time.Total), pair.Value.Select(time => time.Total))))];
}

/// <summary>One way to a first answer, in milliseconds.</summary>
/// <param name="Total">All of it.</param>
/// <param name="Load">What of it was the load.</param>
/// <param name="FirstCall">What of it was the first call.</param>
/// <param name="CompiledMethods">How many methods .NET compiled meanwhile.</param>
internal readonly record struct StartSample(double Total, double Load, double FirstCall, int CompiledMethods);
