using System.Diagnostics;

namespace TypedModels.Benchmarks;

/// <summary>Runs contestants in turn, round after round: what disturbs the machine disturbs all of them, and each round gives ratios of its own.</summary>
internal sealed class Race(IReadOnlyList<Contestant> contestants, int rounds, int calls)
{
    /// <summary>The time of a call in nanoseconds, by contestant and round.</summary>
    public double[][] Run()
    {
        foreach (var contestant in contestants)
        {
            contestant.Call(2 * calls);
            if (contestant.Sum is not [11, 22, 33])
            {
                throw new InvalidOperationException($"{contestant.Name} adds wrongly: {string.Join(", ", contestant.Sum)}.");
            }
        }

        var times = contestants.Select(_ => new double[rounds]).ToArray();
        for (int round = 0; round < rounds; round++)
        {
            for (int turn = 0; turn < contestants.Count; turn++)
            {
                int index = (turn + round) % contestants.Count;
                times[index][round] = Time(contestants[index]);
            }
        }

        return times;
    }

    /// <summary>The median of what each round says of two contestants.</summary>
    public static double MedianRatio(double[] times, double[] others) => Median([.. times.Zip(others, (time, other) => time / other)]);

    public static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    private double Time(Contestant contestant)
    {
        long start = Stopwatch.GetTimestamp();
        contestant.Call(calls);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
    }
}
