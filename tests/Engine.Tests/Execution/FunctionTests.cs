using TypedModels.Engine.Tests.Support;
using TypedModels.Engines;
using TypedModels.Formats.Protobuf;
using static TypedModels.Engine.Tests.Support.GraphBuilder;

namespace TypedModels.Engine.Tests.Execution;

public class FunctionTests
{
    private static readonly (string, WireWriter) s_int = NodeAttribute.Type("T", DataType.Int32);

    [Fact]
    public void ALoopRunsUntilItsConditionFails()
    {
        using var graph = LoadedGraph.Load(SumLoop(), "n", "loop:1");
        Assert.Equal([0 + 1 + 2 + 3 + 4], graph.Call([5])[0]);
        Assert.Equal([0], graph.Call([0])[0]);
        Assert.Equal([499_500], graph.Call([1000])[0]);
    }

    [Fact]
    public void ALoopThatNeverEndsIsEndedByItsToken()
    {
        using var graph = LoadedGraph.Load(SumLoop(), "n", "loop:1");
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        Assert.ThrowsAny<OperationCanceledException>(() => graph.Call(new CallLimits(null, source.Token), [int.MaxValue]));
        Assert.Equal([10], graph.Call([5])[0]);
    }

    [Fact]
    public void ALoopThatNeverEndsIsEndedAtItsDeadline()
    {
        using var graph = LoadedGraph.Load(SumLoop(), "n", "loop:1");
        Assert.Throws<TimeoutException>(() => graph.Call(new CallLimits(TimeSpan.FromMilliseconds(20), default), [int.MaxValue]));
        Assert.Equal([10], graph.Call([5])[0]);
    }

    [Fact]
    public void AFunctionMayCallItself()
    {
        using var graph = LoadedGraph.Load(Factorial(), "n", "call:0");
        Assert.Equal([3_628_800], graph.Call([10])[0]);
    }

    [Fact]
    public void AFunctionThatCallsItselfForEverIsAnErrorThatNamesANode()
    {
        var builder = new GraphBuilder().Argument("n", DataType.Int32)
            .Function("forever", [("x", DataType.Int32)], [("y", DataType.Int32, "again:output:0")], NodeOf("again", "PartitionedCall", "x", Call("forever")))
            .Node("call", "PartitionedCall", "n", Call("forever"));
        using var graph = LoadedGraph.Load(builder, "n", "call:0");
        var failure = Assert.Throws<ModelRunException>(() => graph.Call([1]));
        Assert.Equal(ModelErrorCode.ResourceExhausted, failure.Code);
        Assert.EndsWith("again", failure.Node, StringComparison.Ordinal);
    }

    [Fact]
    public void AFunctionThatTakesMoreThanItIsGivenIsAnErrorOfTheCall()
    {
        // Found by damaging models: what the function took beside was a place that nothing had filled.
        var builder = new GraphBuilder().Argument("n", DataType.Int32)
            .Function("condition", [("x", DataType.Int32), ("more", DataType.Int32)], [("y", DataType.Bool, "less:z:0")], NodeOf("less", "Less", "x more", NodeAttribute.Type("T", DataType.Int32)))
            .Function("body", [("x", DataType.Int32)], [("y", DataType.Int32, "x")])
            .Node("loop", "While", "n", NodeAttribute.Function("cond", "condition"), NodeAttribute.Function("body", "body"), NodeAttribute.Types("T", DataType.Int32));
        using var graph = LoadedGraph.Load(builder, "n", "loop:0");
        var failure = Assert.Throws<ModelRunException>(() => graph.Call([1]));
        Assert.Equal(ModelErrorCode.InvalidArgument, failure.Code);
        Assert.Contains("The function 'condition' takes 2 arguments and gives 1 results; it is called with 1, and for 1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OnlyTheBranchThatIsTakenRuns()
    {
        var builder = new GraphBuilder().Argument("which", DataType.Int32).Argument("x", DataType.Int32)
            .Function("divide", [("x", DataType.Int32)], [("y", DataType.Int32, "divide:z:0")], Number("zero", 0), NodeOf("divide", "FloorDiv", "x zero:output:0", s_int))
            .Function("same", [("x", DataType.Int32)], [("y", DataType.Int32, "x")])
            .Node("if", "If", "which x", NodeAttribute.Type("Tcond", DataType.Int32), NodeAttribute.Types("Tin", DataType.Int32), NodeAttribute.Types("Tout", DataType.Int32), NodeAttribute.Function("then_branch", "divide"), NodeAttribute.Function("else_branch", "same"));
        using var graph = LoadedGraph.Load(builder, "which x", "if:0");
        Assert.Equal([8], graph.Call([0], [8])[0]);
        var failure = Assert.Throws<ModelRunException>(() => graph.Call([1], [8]));
        Assert.Equal(ModelErrorCode.InvalidArgument, failure.Code);
        Assert.Equal("FloorDiv", failure.Operation);
    }

    [Fact]
    public void ACaseTakesItsLastBranchForNumbersItDoesNotHave()
    {
        var builder = new GraphBuilder().Argument("which", DataType.Int32).Argument("x", DataType.Int32)
            .Function("minus", [("x", DataType.Int32)], [("y", DataType.Int32, "minus:y:0")], NodeOf("minus", "Neg", "x", s_int))
            .Function("same", [("x", DataType.Int32)], [("y", DataType.Int32, "x")])
            .Node("case", "Case", "which x", NodeAttribute.Types("Tin", DataType.Int32), NodeAttribute.Types("Tout", DataType.Int32), Functions("branches", "same", "minus"));
        using var graph = LoadedGraph.Load(builder, "which x", "case:0");
        Assert.Equal([[3], [-3], [-3], [-3]], new[] { 0, 1, 2, -1 }.Select(which => graph.Call([which], [3])[0]));
    }

    [Fact]
    public void WhatAFunctionGivesTwiceIsThereTwice()
    {
        var builder = new GraphBuilder().Argument("n", DataType.Int32)
            .Function("twice", [("x", DataType.Int32)], [("y", DataType.Int32, "x"), ("z", DataType.Int32, "x")])
            .Node("call", "PartitionedCall", "n", NodeAttribute.Types("Tin", DataType.Int32), NodeAttribute.Types("Tout", DataType.Int32, DataType.Int32), NodeAttribute.Function("f", "twice"));
        using var graph = LoadedGraph.Load(builder, "n", "call:0 call:1 n:0");
        Assert.Equal([[4], [4], [4]], graph.Call([4]));
    }

    private static WireWriter Number(string name, int value) =>
        NodeOf(name, "Const", "", NodeAttribute.Type("dtype", DataType.Int32), ("value", ConstantValue(value)));

    private static (string, WireWriter)[] Call(string function) =>
        [NodeAttribute.Types("Tin", DataType.Int32), NodeAttribute.Types("Tout", DataType.Int32), NodeAttribute.Function("f", function)];

    private static (string, WireWriter) Functions(string name, params string[] functions)
    {
        var list = new WireWriter();
        Array.ForEach(functions, function => list.Message(9, new WireWriter().Text(1, function)));
        return (name, new WireWriter().Message(1, list));
    }

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
            Number("one", 1),
            NodeOf("next", "AddV2", "i one:output:0", s_int),
            NodeOf("total", "AddV2", "sum i", s_int))
        .Node("loop", "StatelessWhile", "zero zero n", NodeAttribute.Types("T", DataType.Int32, DataType.Int32, DataType.Int32), NodeAttribute.Function("cond", "condition"), NodeAttribute.Function("body", "body"));

    // f(n) = n < 2 ? n : n * f(n - 1)
    private static GraphBuilder Factorial() => new GraphBuilder().Argument("n", DataType.Int32)
        .Function(
            "factorial",
            [("n", DataType.Int32)],
            [("y", DataType.Int32, "if:output:0")],
            Number("two", 2),
            NodeOf("small", "Less", "n two:output:0", s_int),
            NodeOf("if", "If", "small:z:0 n", NodeAttribute.Type("Tcond", DataType.Bool), NodeAttribute.Types("Tin", DataType.Int32), NodeAttribute.Types("Tout", DataType.Int32), NodeAttribute.Function("then_branch", "same"), NodeAttribute.Function("else_branch", "times")))
        .Function("same", [("x", DataType.Int32)], [("y", DataType.Int32, "x")])
        .Function(
            "times",
            [("x", DataType.Int32)],
            [("y", DataType.Int32, "product:z:0")],
            Number("one", 1),
            NodeOf("before", "Sub", "x one:output:0", s_int),
            NodeOf("rest", "PartitionedCall", "before:z:0", Call("factorial")),
            NodeOf("product", "Mul", "x rest:output:0", s_int))
        .Node("call", "PartitionedCall", "n", Call("factorial"));
}
