namespace TypedModels.Benchmarks;

/// <summary>Threads of a peer may look for work for a while after its last call, at the expense of whoever is measured next.</summary>
internal static class Quiet
{
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_idle = TimeSpan.FromMilliseconds(0.5);
    private const int MostSteps = 60;

    /// <summary>Sleeps until this process needs no processor any more, for at most a third of a second.</summary>
    public static void Wait()
    {
        for (int step = 0; step < MostSteps; step++)
        {
            var before = Environment.CpuUsage.TotalTime;
            Thread.Sleep(s_step);
            if (Environment.CpuUsage.TotalTime - before < s_idle)
            {
                return;
            }
        }
    }
}
