using System.Diagnostics;

namespace TypedModels.Benchmarks;

/// <summary>The process in which one peer loads one model, calls it often, and nothing else happens.</summary>
internal static class MemoryProcess
{
    private static readonly int[] s_steps = [1, 1_000, 10_000];

    /// <summary>Tells by how much the process has grown.</summary>
    /// <param name="kind">Who loads the model.</param>
    /// <param name="threads">The threads of a call.</param>
    /// <param name="limit">For how long calls are made; those that there is no time for are left out.</param>
    /// <param name="file">The case.</param>
    /// <param name="tell">Takes what is found.</param>
    public static void Run(PeerKind kind, int threads, TimeSpan limit, string file, Action<Finding> tell)
    {
        var model = CaseFile.Read(file);
        var growth = new MemoryGrowth();
        using var entrant = Entrant.Load(kind, model, threads);
        var steps = new List<MemoryStep>();
        int calls = 1;
        long start = Stopwatch.GetTimestamp();
        foreach (int planned in s_steps)
        {
            while (calls < planned && Stopwatch.GetElapsedTime(start) < limit)
            {
                entrant.Caller.Call(1);
                calls++;
            }

            steps.Add(new MemoryStep(planned, calls, growth.Megabytes));
        }

        tell(new Finding { Memory = new MemoryRow(model.Name, threads, kind, steps) });
    }
}
