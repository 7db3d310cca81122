using TypedModels.Engines.Profiling;

namespace TypedModels.Tool.Bench.Profiling;

/// <summary>One node in all calls.</summary>
internal sealed class NodeTimes
{
    // Its own time in each call, all its runs together.
    private readonly double[] _ticks;

    private NodeTimes(ProfiledNode node, int calls)
    {
        Node = node;
        _ticks = new double[calls];
    }

    /// <summary>The node.</summary>
    public ProfiledNode Node { get; }

    /// <summary>Its own time in a call, all its runs together: the median.</summary>
    public double MedianTicks { get; private set; }

    /// <summary>How often it ran in the call of the median time.</summary>
    public int Runs { get; private set; }

    /// <summary>The floating-point operations of these runs, or null.</summary>
    public double? Calculations { get; private set; }

    /// <summary>The bytes that these runs moved, or null.</summary>
    public long? Bytes { get; private set; }

    /// <summary>Whether threads helped in one of these runs.</summary>
    public bool IsShared { get; private set; }

    /// <summary>The nodes, in the order in which they ran first.</summary>
    public static IReadOnlyList<NodeTimes> Of(ProfiledCalls calls)
    {
        var nodes = new Dictionary<ProfiledNode, NodeTimes>();
        List<NodeTimes> order = [];
        for (int call = 0; call < calls.Calls.Count; call++)
        {
            long[] own = calls.Calls[call].OwnTicks();
            for (int i = 0; i < own.Length; i++)
            {
                var node = calls.Calls[call].Runs[i].Node;
                if (!nodes.TryGetValue(node, out var times))
                {
                    nodes.Add(node, times = new NodeTimes(node, calls.Calls.Count));
                    order.Add(times);
                }

                times._ticks[call] += own[i];
            }
        }

        foreach (var run in calls.Median.Runs)
        {
            nodes[run.Node].Count(run);
        }

        order.ForEach(node => node.MedianTicks = ProfiledCalls.MedianOf(node._ticks));

        return order;
    }

    private void Count(in NodeRun run)
    {
        Runs++;
        IsShared |= run.SharedWorks > 0;
        Calculations = OperationWork.FloatingPointOperations(run) is { } calculations ? (Calculations ?? 0) + calculations : Calculations;
        Bytes = OperationWork.BytesMoved(run) is { } bytes ? (Bytes ?? 0) + bytes : Bytes;
    }
}
