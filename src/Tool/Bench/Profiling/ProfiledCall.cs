using TypedModels.Engines.Profiling;

namespace TypedModels.Tool.Bench.Profiling;

/// <summary>One call, node by node.</summary>
/// <param name="Started">When the engine began, as a timestamp of <see cref="System.Diagnostics.Stopwatch"/>.</param>
/// <param name="Ended">When it ended.</param>
/// <param name="Runs">The runs of nodes, each after the one that it lies in.</param>
internal sealed record ProfiledCall(long Started, long Ended, NodeRun[] Runs)
{
    /// <summary>The time of each run that is its own: without the runs that lie in it, and without what measuring those took.</summary>
    public long[] OwnTicks()
    {
        var own = new long[Runs.Length];
        for (int i = 0; i < own.Length; i++)
        {
            own[i] += Runs[i].Ended - Runs[i].Started;
            if (Runs[i].Parent >= 0)
            {
                own[Runs[i].Parent] -= Runs[i].Left - Runs[i].Entered;
            }
        }

        return own;
    }
}
