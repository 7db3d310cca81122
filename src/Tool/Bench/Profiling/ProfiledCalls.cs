using System.Diagnostics;
using TypedModels.Engines.Profiling;

namespace TypedModels.Tool.Bench.Profiling;

/// <summary>Calls that an engine wrote down.</summary>
/// <param name="Calls">The calls that times are taken from.</param>
/// <param name="MemoryCall">The one that memory is taken from.</param>
/// <param name="Profile">What the engine says of the model.</param>
/// <param name="PlainTicks">The median time of a call that nobody looked into, inputs and results included; calls of both kinds took turns.</param>
/// <param name="ProfiledTicks">The same of those that were looked into.</param>
internal sealed record ProfiledCalls(IReadOnlyList<ProfiledCall> Calls, ProfiledCall MemoryCall, CallProfile Profile, double PlainTicks, double ProfiledTicks)
{
    /// <summary>The call of the median time.</summary>
    public ProfiledCall Median => Calls.OrderBy(call => call.Ended - call.Started).ElementAt((Calls.Count - 1) / 2);

    /// <summary>A number of ticks of <see cref="Stopwatch"/>, in microseconds.</summary>
    public static double Microseconds(double ticks) => ticks * 1e6 / Stopwatch.Frequency;

    /// <summary>The median of some numbers.</summary>
    public static double MedianOf(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return sorted.Length == 0 ? 0 : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
