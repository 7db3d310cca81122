using System.Diagnostics;
using TypedModels.Engines.Profiling;
using TypedModels.Runtime;

namespace TypedModels.Tool.Bench.Profiling;

/// <summary>Lets the engine write down calls, in turn with calls that it does not write down: what the difference is, measuring took.</summary>
internal sealed class ProfileRun(ModelSession session, int signature, BenchInputs inputs, CancellationToken cancellationToken)
{
    private const int MostCalls = 50;

    // A loop may run a node a million times a call.
    private const int MostRuns = 500_000;
    private const int FewestWarmUps = 3;
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(2);

    private readonly CallProfile _profile = new();

    /// <summary>Takes the calls.</summary>
    /// <exception cref="ModelException">A call fails.</exception>
    public ProfiledCalls Run()
    {
        long started = Stopwatch.GetTimestamp();
        for (int i = 0; i < FewestWarmUps || Stopwatch.GetElapsedTime(started) < s_warmUp; i++)
        {
            TimeProfiled();
        }

        _profile.MeasuresMemory = true;
        TimeProfiled();
        var memory = Taken();
        _profile.MeasuresMemory = false;

        List<double> plain = [], profiled = [];
        List<ProfiledCall> calls = [];
        long runs = 0;
        started = Stopwatch.GetTimestamp();
        do
        {
            plain.Add(TimePlain());
            profiled.Add(TimeProfiled());
            calls.Add(Taken());
            runs += calls[^1].Runs.Length;
        }
        while (calls.Count < MostCalls && runs < MostRuns && Stopwatch.GetElapsedTime(started) < s_duration);

        return new ProfiledCalls(calls, memory, _profile, ProfiledCalls.MedianOf(plain), ProfiledCalls.MedianOf(profiled));
    }

    private long TimePlain()
    {
        cancellationToken.ThrowIfCancellationRequested();
        long before = Stopwatch.GetTimestamp();
        session.Call(signature, inputs.Slots, CancellationToken.None);
        return Stopwatch.GetTimestamp() - before;
    }

    private long TimeProfiled()
    {
        cancellationToken.ThrowIfCancellationRequested();
        long before = Stopwatch.GetTimestamp();
        session.Profile(signature, inputs.Slots, _profile, CancellationToken.None);
        return Stopwatch.GetTimestamp() - before;
    }

    private ProfiledCall Taken() => new(_profile.Started, _profile.Ended, _profile.Runs.ToArray());
}
