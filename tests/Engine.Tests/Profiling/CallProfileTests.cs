using TypedModels.Engine.Tests.Support;
using TypedModels.Engines.Profiling;
using TypedModels.Formats.Protobuf;
using static TypedModels.Engine.Tests.Support.GraphBuilder;

namespace TypedModels.Engine.Tests.Profiling;

public sealed class CallProfileTests
{
    private static readonly (string, WireWriter) s_int = NodeAttribute.Type("T", DataType.Int32);

    [Fact]
    public void NodesAreWrittenDownInTheOrderInWhichTheyRan()
    {
        using var graph = LoadedGraph.Load(Sum(), "x y", "double:0");
        var profile = new CallProfile();
        graph.Profile(profile);
        Assert.Equal([8, 10, 12], graph.Call([1, 2, 3], [3])[0]);

        var runs = profile.Runs.ToArray();
        Assert.Equal([("sum", "AddV2"), ("double", "AddV2")], runs.Select(run => (run.Node.Name, run.Node.Operation)));
        Assert.Equal(["3", ""], runs[0].Inputs.Select(ShapeOf));
        Assert.Equal(["3"], runs[1].Outputs.Select(ShapeOf));
        Assert.Equal((DataType.Int32, 12L), (runs[1].Outputs[0].DataType, runs[1].Outputs[0].Bytes));
        Assert.All(runs, run => Assert.Equal((-1, 0), (run.Parent, run.Depth)));
        long[] times = [profile.Started, .. runs.SelectMany(run => new[] { run.Entered, run.Started, run.Ended, run.Left }), profile.Ended];
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public void ACallForgetsTheRunsOfTheOneBeforeAndKeepsTheNodes()
    {
        using var graph = LoadedGraph.Load(Sum(), "x y", "double:0");
        var profile = new CallProfile();
        graph.Profile(profile);
        graph.Call([1, 2, 3], [3]);
        var first = profile.Runs[0];
        graph.Call([1, 2], [3]);

        Assert.Equal(2, profile.Runs.Length);
        Assert.Same(first.Node, profile.Runs[0].Node);
        Assert.Equal(("3", "2"), (ShapeOf(first.Outputs[0]), ShapeOf(profile.Runs[0].Outputs[0])));
    }

    [Fact]
    public void NodesOfFunctionsLieInTheNodeThatRunsThem()
    {
        using var graph = LoadedGraph.Load(SumLoop(), "n", "loop:1");
        var profile = new CallProfile();
        graph.Profile(profile);
        Assert.Equal([3], graph.Call([3])[0]);

        var runs = profile.Runs.ToArray();
        Assert.Equal("StatelessWhile", runs[0].Node.Operation);
        Assert.Equal((4, 6), (runs.Count(run => run.Node.Operation == "Less"), runs.Count(run => run.Node.Operation == "AddV2")));
        Assert.All(runs[1..], run =>
        {
            Assert.Equal((0, 1), (run.Parent, run.Depth));
            Assert.True(run.Entered >= runs[0].Started && run.Left <= runs[0].Ended);
        });
        Assert.Equal([1, 1, 2], profile.Plans.Select(plan => plan.Steps).Order());
    }

    [Fact]
    public void TheControlFlowOfTensorFlow1IsWrittenDownWithoutTheBranchThatIsNotTaken()
    {
        var builder = new GraphBuilder().Argument("x", DataType.Int32).Constant("limit", 10)
            .Node("below", "Less", "x limit", s_int)
            .Node("switch", "Switch", "x below", s_int)
            .Node("minus", "Neg", "switch:1", s_int)
            .Node("merge", "Merge", "switch:0 minus", s_int, NodeAttribute.Integer("N", 2));
        using var graph = LoadedGraph.Load(builder, "x", "merge:0");
        var profile = new CallProfile();
        graph.Profile(profile);

        graph.Call([3]);
        Assert.Equal(["below", "switch", "minus", "merge"], profile.Runs.ToArray().Select(run => run.Node.Name));
        graph.Call([30]);
        Assert.Equal(["below", "switch", "merge"], profile.Runs.ToArray().Select(run => run.Node.Name));
        Assert.Equal(["", null], profile.Runs[1].Outputs.Select(ShapeOf));
    }

    [Fact]
    public void WhatIsFoldedAndSkippedIsCounted()
    {
        var builder = new GraphBuilder().Argument("x", DataType.Int32).Constant("one", 1).Constant("two", 2)
            .Node("three", "AddV2", "one two", s_int)
            .Node("same", "Identity", "x", s_int)
            .Node("sum", "AddV2", "same three", s_int);
        using var graph = LoadedGraph.Load(builder, "x", "sum:0");
        var profile = new CallProfile();
        graph.Profile(profile);
        Assert.Equal([7], graph.Call([4])[0]);

        Assert.Equal([new ProfiledPlan(Steps: 1, Included: 0, Folded: 1, Skipped: 1, ConstantBytes: sizeof(int))], profile.Plans);
    }

    [Fact]
    public void MemoryIsMeasuredWhenThatIsAskedFor()
    {
        using var graph = LoadedGraph.Load(Sum(), "x y", "double:0");
        var profile = new CallProfile { MeasuresMemory = true };
        graph.Profile(profile);
        graph.Call([.. Enumerable.Range(0, 1000)], [3]);

        // The input and the sum; the second sum is written over the first.
        Assert.InRange(profile.Runs[1].BytesInUse, 2 * 1000 * sizeof(int), profile.FrameBytes);
        Assert.True(profile.Runs[0].FrameGrowth >= 1000 * sizeof(int));
        graph.Run();
        Assert.Equal((0, 0), (profile.Runs[0].FrameGrowth, profile.Runs[0].ManagedBytes));
    }

    [Fact]
    public void WithoutAProfileNothingIsWrittenDownAndNothingAllocated()
    {
        using var graph = LoadedGraph.Load(SumLoop(), "n", "loop:1");
        var profile = new CallProfile();
        graph.Profile(profile);
        graph.Call([3]);
        int runs = profile.Runs.Length;
        graph.Profile(null);
        graph.Call([5]);

        Assert.Equal(runs, profile.Runs.Length);
        Assert.Equal(0, AllocatedByRuns(graph));
    }

    [Fact]
    public void ACallThatRepeatsTheShapesOfAnotherIsWrittenDownWithoutAllocating()
    {
        using var graph = LoadedGraph.Load(SumLoop(), "n", "loop:1");
        graph.Profile(new CallProfile { MeasuresMemory = true });
        graph.Call([5]);

        Assert.Equal(0, AllocatedByRuns(graph));
    }

    private static long AllocatedByRuns(LoadedGraph graph)
    {
        graph.Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
        {
            graph.Run();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string? ShapeOf(ProfiledValue value) => value.Shape is null ? null : string.Join(',', value.Shape);

    // (x + y) + (x + y)
    private static GraphBuilder Sum() => new GraphBuilder().Argument("x", DataType.Int32).Argument("y", DataType.Int32)
        .Node("sum", "AddV2", "x y", s_int)
        .Node("double", "AddV2", "sum sum", s_int);

    // while (i < n) { sum += i; i++; }
    private static GraphBuilder SumLoop() => new GraphBuilder().Argument("n", DataType.Int32).Constant("zero", 0)
        .Function(
            "condition",
            [("i", DataType.Int32), ("sum", DataType.Int32), ("n", DataType.Int32)],
            [("more", DataType.Bool, "less:z:0")],
            NodeOf("less", "Less", "i n", s_int))
        .Function(
            "body",
            [("i", DataType.Int32), ("sum", DataType.Int32), ("n", DataType.Int32)],
            [("next", DataType.Int32, "next:z:0"), ("total", DataType.Int32, "total:z:0"), ("limit", DataType.Int32, "n")],
            NodeOf("one", "Const", "", NodeAttribute.Type("dtype", DataType.Int32), ("value", ConstantValue(1))),
            NodeOf("next", "AddV2", "i one:output:0", s_int),
            NodeOf("total", "AddV2", "sum i", s_int))
        .Node("loop", "StatelessWhile", "zero zero n", NodeAttribute.Types("T", DataType.Int32, DataType.Int32, DataType.Int32), NodeAttribute.Function("cond", "condition"), NodeAttribute.Function("body", "body"));
}
