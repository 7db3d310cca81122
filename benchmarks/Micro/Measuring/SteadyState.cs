using System.Diagnostics;

namespace TypedModels.Micro.Measuring;

/// <summary>Brings code to its last stage of compilation, which happens on other threads and, on a busy machine, later than a benchmark's own warm-up lasts.</summary>
internal static class SteadyState
{
    private const int Rounds = 4, Runs = 60;
    private const double MostMilliseconds = 50;

    // The runtime compiles anew what was called thirty times, once nothing new was called for a tenth of a second.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(120);

    /// <summary>Runs often enough, with pauses.</summary>
    public static void Reach(Action run)
    {
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < Runs && Stopwatch.GetElapsedTime(start).TotalMilliseconds < MostMilliseconds; i++)
            {
                run();
            }

            Thread.Sleep(s_pause);
        }
    }
}
