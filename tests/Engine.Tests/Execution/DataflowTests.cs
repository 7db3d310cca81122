using TypedModels.Engine.Tests.Support;
using TypedModels.Engines;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Tests.Execution;

/// <summary>The control flow of TensorFlow 1: values that never come, loops made of edges.</summary>
public class DataflowTests
{
    private static readonly (string, WireWriter) s_int = NodeAttribute.Type("T", DataType.Int32);
    private static readonly (string, WireWriter) s_bool = NodeAttribute.Type("T", DataType.Bool);

    [Fact]
    public void AMergeGivesTheValueOfTheBranchThatWasTaken()
    {
        var builder = Condition("x", "limit")
            .Node("switch", "Switch", "x below", s_int)
            .Node("minus", "Neg", "switch:1", s_int)
            .Node("merge", "Merge", "switch:0 minus", s_int, NodeAttribute.Integer("N", 2));
        using var graph = LoadedGraph.Load(builder, "x", "merge:0 merge:1");
        Assert.Equal([[-3], [1]], graph.Call([3]));
        Assert.Equal([[30], [0]], graph.Call([30]));
    }

    [Fact]
    public void AConstantOfABranchComesOnlyWhenTheBranchIsTaken()
    {
        var builder = Condition("x", "limit")
            .Node("switch", "Switch", "below below", s_bool)
            .Node("when_false", "Identity", "switch:0", s_bool)
            .Node("when_true", "Identity", "switch:1", s_bool)
            .Constant("seven", ["^when_true"], 7)
            .Constant("eight", ["^when_false"], 8)
            .Node("merge", "Merge", "seven eight", s_int, NodeAttribute.Integer("N", 2));
        using var graph = LoadedGraph.Load(builder, "x", "merge:0");
        Assert.Equal([7], graph.Call([3])[0]);
        Assert.Equal([8], graph.Call([30])[0]);
    }

    [Fact]
    public void ABranchThatWasNotTakenCannotBeAsked()
    {
        using var graph = LoadedGraph.Load(Condition("x", "limit").Node("switch", "Switch", "x below", s_int), "x", "switch:0");
        Assert.Equal(ModelErrorCode.InvalidArgument, Assert.Throws<ModelRunException>(() => graph.Call([3])).Code);
        Assert.Equal([30], graph.Call([30])[0]);
    }

    [Fact]
    public void ALoopGoesRoundUntilItsConditionFails()
    {
        using var graph = LoadedGraph.Load(SumLoop(new GraphBuilder().Argument("n", DataType.Int32), "n", ""), "n", "sum_exit:0");
        Assert.Equal([10], graph.Call([5])[0]);
        Assert.Equal([0], graph.Call([0])[0]);
        Assert.Equal([4950], graph.Call([100])[0]);
    }

    [Fact]
    public void ALoopThatNeverEndsIsEndedByItsToken()
    {
        using var graph = LoadedGraph.Load(SumLoop(new GraphBuilder().Argument("n", DataType.Int32), "n", ""), "n", "sum_exit:0");
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        Assert.ThrowsAny<OperationCanceledException>(() => graph.Call(new CallLimits(null, source.Token), [int.MaxValue]));
        Assert.Equal([10], graph.Call([5])[0]);
    }

    [Fact]
    public void ALoopInABranchThatIsNotTakenEndsNothing()
    {
        var builder = Condition("x", "limit").Node("switch", "Switch", "x below", s_int);
        SumLoop(builder, "switch:1", "");
        builder.Node("merge", "Merge", "switch:0 sum_exit", s_int, NodeAttribute.Integer("N", 2));
        using var graph = LoadedGraph.Load(builder, "x", "merge:0");
        Assert.Equal([30], graph.Call([30])[0]);
        Assert.Equal([3], graph.Call([3])[0]);
        Assert.Equal([31], graph.Call([31])[0]);
    }

    [Fact]
    public void LoopsLieInLoops()
    {
        // outer: for (k = 0; k < n; k++) total += sum of 0..k-1
        var builder = new GraphBuilder().Argument("n", DataType.Int32);
        builder.Constant("outer/zero", 0)
            .Node("outer/n", "Enter", "n", s_int, NodeAttribute.Text("frame_name", "outer"), NodeAttribute.Flag("is_constant", true))
            .Node("outer/k_enter", "Enter", "outer/zero", s_int, NodeAttribute.Text("frame_name", "outer"))
            .Node("outer/total_enter", "Enter", "outer/zero", s_int, NodeAttribute.Text("frame_name", "outer"))
            .Node("outer/k", "Merge", "outer/k_enter outer/k_next", s_int, NodeAttribute.Integer("N", 2))
            .Node("outer/total", "Merge", "outer/total_enter outer/total_next", s_int, NodeAttribute.Integer("N", 2))
            .Node("outer/less", "Less", "outer/k outer/n", s_int)
            .Node("outer/more", "LoopCond", "outer/less")
            .Node("outer/k_switch", "Switch", "outer/k outer/more", s_int)
            .Node("outer/total_switch", "Switch", "outer/total outer/more", s_int);
        SumLoop(builder, "outer/k_switch:1", "outer/k_switch");
        builder.Constant("outer/one", ["^outer/k_switch"], 1)
            .Node("outer/k_plus", "AddV2", "outer/k_switch:1 outer/one", s_int)
            .Node("outer/total_plus", "AddV2", "outer/total_switch:1 sum_exit", s_int)
            .Node("outer/k_next", "NextIteration", "outer/k_plus", s_int)
            .Node("outer/total_next", "NextIteration", "outer/total_plus", s_int)
            .Node("outer/exit", "Exit", "outer/total_switch:0", s_int);
        using var graph = LoadedGraph.Load(builder, "n", "outer/exit:0");
        Assert.Equal([Enumerable.Range(0, 6).Sum(k => k * (k - 1) / 2)], graph.Call([6])[0]);
        Assert.Equal([0], graph.Call([0])[0]);
    }

    private static GraphBuilder Condition(string value, string limit) =>
        new GraphBuilder().Argument(value, DataType.Int32).Constant(limit, 10).Node("below", "Less", $"{value} {limit}", s_int);

    // The loop that tf.compat.v1.while_loop makes of: while (i < n) { sum += i; i++; }
    private static GraphBuilder SumLoop(GraphBuilder builder, string n, string pivot)
    {
        string[] waits = pivot.Length > 0 ? ["^" + pivot] : [];
        return builder
            .Constant("zero", waits, 0)
            .Node("limit_enter", "Enter", n, s_int, NodeAttribute.Text("frame_name", "loop"), NodeAttribute.Flag("is_constant", true))
            .Node("i_enter", "Enter", "zero", s_int, NodeAttribute.Text("frame_name", "loop"))
            .Node("sum_enter", "Enter", "zero", s_int, NodeAttribute.Text("frame_name", "loop"))
            .Node("i", "Merge", "i_enter i_next", s_int, NodeAttribute.Integer("N", 2))
            .Node("sum", "Merge", "sum_enter sum_next", s_int, NodeAttribute.Integer("N", 2))
            .Node("less", "Less", "i limit_enter", s_int)
            .Node("more", "LoopCond", "less")
            .Node("i_switch", "Switch", "i more", s_int)
            .Node("sum_switch", "Switch", "sum more", s_int)
            .Node("i_body", "Identity", "i_switch:1", s_int)
            .Constant("one", ["^i_body"], 1)
            .Node("i_plus", "AddV2", "i_body one", s_int)
            .Node("sum_plus", "AddV2", "sum_switch:1 i_body", s_int)
            .Node("i_next", "NextIteration", "i_plus", s_int)
            .Node("sum_next", "NextIteration", "sum_plus", s_int)
            .Node("sum_exit", "Exit", "sum_switch:0", s_int);
    }
}
