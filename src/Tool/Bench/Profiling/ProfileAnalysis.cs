using TypedModels.Engines.Profiling;

namespace TypedModels.Tool.Bench.Profiling;

/// <summary>Makes a report of calls.</summary>
internal static class ProfileAnalysis
{
    /// <summary>The report.</summary>
    public static ProfileReport Of(ProfiledCalls calls)
    {
        var times = NodeTimes.Of(calls);
        double all = times.Sum(time => time.MedianTicks);
        return new ProfileReport
        {
            Calls = calls.Calls.Count,
            CallMicroseconds = Round(ProfiledCalls.Microseconds(calls.PlainTicks)),
            ProfiledCallMicroseconds = Round(ProfiledCalls.Microseconds(calls.ProfiledTicks)),
            NodesMicroseconds = Round(ProfiledCalls.Microseconds(all)),
            Operations = [.. times.GroupBy(time => time.Node.Operation).Select(group => OperationOf(group.Key, [.. group], all)).OrderByDescending(operation => operation.Microseconds)],
            Nodes = [.. times.Select(time => NodeOf(time, calls.MemoryCall, all)).OrderByDescending(node => node.Microseconds)],
            Memory = MemoryOf(calls),
            Plan = new PlanProfile(
                calls.Profile.Plans.Sum(plan => plan.Steps),
                calls.Profile.Plans.Sum(plan => plan.Included),
                calls.Profile.Plans.Sum(plan => plan.Folded),
                calls.Profile.Plans.Sum(plan => plan.Skipped)),
        };
    }

    /// <summary>A value as people read it: <c>float[1, 32, 32, 3]</c>.</summary>
    public static string Describe(ProfiledValue value) => value.Shape is null ? "none" : $"{value.DataType.ToWord()}[{string.Join(", ", value.Shape)}]";

    private static OperationProfile OperationOf(string operation, NodeTimes[] nodes, double all)
    {
        double ticks = nodes.Sum(node => node.MedianTicks);
        double? calculations = nodes.Sum(node => node.Calculations) is { } sum and > 0 && nodes.All(node => node.Calculations is not null) ? sum : null;
        long? bytes = nodes.Sum(node => node.Bytes) is { } moved and > 0 ? moved : null;
        return new OperationProfile
        {
            Operation = operation,
            Nodes = nodes.Length,
            Runs = nodes.Sum(node => node.Runs),
            Microseconds = Round(ProfiledCalls.Microseconds(ticks)),
            Share = Round(ticks / Math.Max(1, all)),
            Gflops = Rate(calculations, ticks),
            GigabytesPerSecond = Rate(bytes, ticks),
        };
    }

    private static NodeProfile NodeOf(NodeTimes time, ProfiledCall memory, double all)
    {
        double ticks = time.MedianTicks;
        var runs = memory.Runs.Where(run => run.Node == time.Node).ToArray();
        return new NodeProfile
        {
            Node = time.Node.Name,
            Operation = time.Node.Operation,
            AllOperations = time.Node.AllOperations,
            Fused = [.. time.Node.Includes.Select(node => new FusedNode(node.Name, node.Operation))],
            Runs = time.Runs,
            Microseconds = Round(ProfiledCalls.Microseconds(ticks)),
            Share = Round(ticks / Math.Max(1, all)),
            Gflops = Rate(time.Calculations, ticks),
            GigabytesPerSecond = Rate(time.Bytes, ticks),
            IsShared = time.IsShared,
            Inputs = [.. time.Node.Inputs.Select(Describe)],
            Outputs = [.. time.Node.Outputs.Select(Describe)],
            OutputBytes = time.Node.Outputs.Sum(output => output.Bytes),
            InUseBytes = runs.Length == 0 ? 0 : runs.Max(run => run.BytesInUse),
            ManagedBytes = runs.Sum(run => run.ManagedBytes),
        };
    }

    private static MemoryProfile MemoryOf(ProfiledCalls calls)
    {
        var runs = calls.MemoryCall.Runs;
        var peak = runs.Length == 0 ? default : runs.MaxBy(run => run.BytesInUse);
        return new MemoryProfile
        {
            PeakBytes = peak.BytesInUse,
            PeakNode = peak.Node?.Name ?? "",
            FrameBytes = calls.Profile.FrameBytes,
            ModelBytes = calls.Profile.ModelBytes,
            ConstantBytes = calls.Profile.Plans.Sum(plan => plan.ConstantBytes),
            ManagedBytes = runs.Where(run => run.Depth == 0).Sum(run => run.ManagedBytes),
        };
    }

    private static double? Rate(double? amount, double ticks) => amount is null || ticks <= 0 ? null : Round(amount.Value / (ProfiledCalls.Microseconds(ticks) * 1000));

    private static double Round(double value) => Math.Round(value, 4);
}
