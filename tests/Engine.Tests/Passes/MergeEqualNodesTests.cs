using TypedModels.Engine.Tests.Support;

namespace TypedModels.Engine.Tests.Passes;

public sealed class MergeEqualNodesTests
{
    [Fact]
    public void EqualNodesRunOnce() => Assert.Equal(["Cumsum", "Atan2"], Pair("Cumsum", "Cumsum").Run("y"));

    [Fact]
    public void OtherOperationsAttributesAndValuesRunEach()
    {
        Assert.Equal(["Cumsum", "Cumprod", "Atan2"], Pair("Cumsum", "Cumprod").Run("y"));
        var sums = new FloatGraph().Input("x", 3, 3).Integer("axis", 0).Node("a", "Cumsum", "x axis").Node("b", "Cumsum", "x axis", NodeAttribute.Flag("reverse", true)).Node("y", "Atan2", "a b");
        Assert.Equal(["Cumsum", "Cumsum", "Atan2"], sums.Run("y"));
        var others = new FloatGraph().Input("x", 3, 3).Input("z", 3, 3).Integer("axis", 0).Node("a", "Cumsum", "x axis").Node("b", "Cumsum", "z axis").Node("y", "Atan2", "a b");
        Assert.Equal(["Cumsum", "Cumsum", "Atan2"], others.Run("y"));
    }

    [Fact]
    public void ArithmeticThatChangesNothingIsLeftOut()
    {
        var graph = new FloatGraph().Input("x", 3, 3).Constant("one", [], 1).Constant("zero", [], 0).Integers("order", 0, 1).Node("a", "Mul", "one x").Node("b", "RealDiv", "a one").Node("c", "AddV2", "b zero").Node("d", "Sub", "c zero")
            .Node("e", "Transpose", "d order").Node("y", "Tan", "e");
        Assert.Equal(["Tan"], graph.Run("y"));
    }

    [Fact]
    public void NodesThatDoNothingNeedNotRun()
    {
        var graph = new FloatGraph().Input("x", 3, 3).Node("a", "Tan", "x").Node("n", "NoOp", "^x").Node("i", "Identity", "a ^n").Node("y", "Identity", "i");
        Assert.Equal(["Tan"], graph.Run("y"));
    }

    [Fact]
    public void WhatIsWaitedForStillRuns()
    {
        var graph = new FloatGraph().Input("x", 3, 3).Node("s", "Sinh", "x").Node("n", "NoOp", "^s").Node("a", "Tan", "x").Node("y", "Identity", "a ^n");
        Assert.Contains("Sinh", graph.Run("y"));
    }

    [Fact]
    public void ALengthThatFollowsFromOthersIsNotComputed()
    {
        var graph = new FloatGraph().Input("x", -1, 4, 6).Integer("six", 6).Integer("two", 2).Integers("from", 0).Integers("to", 1)
            .Node("shape", "Shape", "x", DataType.Int32).Node("n", "StridedSlice", "shape from to to", DataType.Int32, NodeAttribute.Type("T", DataType.Int32), NodeAttribute.Type("Index", DataType.Int32), NodeAttribute.Integer("shrink_axis_mask", 1))
            .Node("pack", "Pack", "n two six two", DataType.Int32, NodeAttribute.Type("T", DataType.Int32), NodeAttribute.Integer("N", 4)).Node("y", "Reshape", "x pack");
        Assert.Equal(["Reshape"], graph.Run("y"));
    }

    private static FloatGraph Pair(string first, string second) => new FloatGraph().Input("x", 3, 3).Integer("axis", 0).Node("a", first, "x axis").Node("b", second, "x axis").Node("y", "Atan2", "a b");
}
