using TypedModels.Engine.Tests.Support;

namespace TypedModels.Engine.Tests.Passes;

public sealed class RecogniseAttentionTests
{
    [Theory]
    [InlineData(7, 9, 8, 5)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(13, 33, 16, 32)]
    [InlineData(70, 17, 20, 40)]
    public void TransposedMatricesInBatchesAreOne(int rows, int keys, int depth, int columns)
    {
        var graph = Inputs([-1, rows, 2, depth], [-1, keys, 2, depth], [-1, keys, 2, columns]).Input("mask", -1, 1, 1, keys)
            .Node("qt", "Transpose", "q heads").Node("kt", "Transpose", "k heads").Node("vt", "Transpose", "v heads").Node("p", "BatchMatMulV2", "qt kt", NodeAttribute.Flag("adj_y", true))
            .Node("s", "RealDiv", "p scale").Node("m", "AddV2", "s mask").Node("w", "Softmax", "m").Node("c", "BatchMatMulV2", "w vt").Node("y", "Transpose", "c heads");
        Assert.Equal(["Attention"], graph.Run("y"));
    }

    [Fact]
    public void SumsOfProductsAreOneWithTheScaleBefore()
    {
        var graph = Inputs([-1, 7, 2, 8], [-1, 9, 2, 8], [-1, 9, 2, 8]).Input("mask", 1, 1, 7, 9)
            .Node("qs", "Mul", "q scale").Node("p", "Einsum", "k qs", LowerDenseTests.Equation("aecd,abcd->acbe", 2)).Node("m", "AddV2", "mask p").Node("w", "Softmax", "m")
            .Node("y", "Einsum", "w v", LowerDenseTests.Equation("acbe,aecd->abcd", 2));
        Assert.Equal(["Attention"], graph.Run("y"));
    }

    [Fact]
    public void KeysTimesQueriesTransposedAreOne()
    {
        var graph = Inputs([-1, 7, 2, 8], [-1, 9, 2, 8], [-1, 9, 2, 8]).Integers("turned", 0, 2, 3, 1).Integers("swapped", 0, 1, 3, 2)
            .Node("kt", "Transpose", "k heads").Node("qt", "Transpose", "q turned").Node("vt", "Transpose", "v heads").Node("p", "BatchMatMulV2", "kt qt").Node("s", "Transpose", "p swapped").Node("w", "Softmax", "s")
            .Node("c", "BatchMatMulV2", "w vt").Node("y", "Transpose", "c heads");
        Assert.Equal(["Attention"], graph.Run("y"));
    }

    [Fact]
    public void WithoutHeadsItIsOneToo()
    {
        var graph = Inputs([-1, 7, 8], [-1, 9, 8], [-1, 9, 6]).Input("mask", -1, 7, 9).Node("p", "BatchMatMulV2", "q k", NodeAttribute.Flag("adj_y", true)).Node("m", "Sub", "p mask").Node("w", "Softmax", "m").Node("y", "BatchMatMulV2", "w v");
        Assert.Equal(["Attention"], graph.Run("y"));
    }

    [Fact]
    public void LongRowsOfScoresNeedNoStack()
    {
        var graph = Inputs([1, 3, 4], [1, 20000, 4], [1, 20000, 3]).Node("p", "BatchMatMulV2", "q k", NodeAttribute.Flag("adj_y", true)).Node("w", "Softmax", "p").Node("y", "BatchMatMulV2", "w v");
        Assert.Equal(["Attention"], graph.Run("y"));
    }

    [Fact]
    public void MaskedKeysCountForNothing()
    {
        float low = -1e9f;
        var graph = Inputs([-1, 2, 4], [-1, 3, 4], [-1, 3, 4]).Constant("mask", [2, 3], 0, low, low, 0, float.NegativeInfinity, 0).Node("p", "BatchMatMulV2", "q k", NodeAttribute.Flag("adj_y", true)).Node("m", "AddV2", "p mask")
            .Node("w", "Softmax", "m").Node("y", "BatchMatMulV2", "w v");
        Assert.Equal(["Attention"], graph.Run("y"));
    }

    [Fact]
    public void WeightsThatAreWantedStay()
    {
        var graph = Inputs([-1, 7, 8], [-1, 9, 8], [-1, 9, 6]).Node("p", "BatchMatMulV2", "q k", NodeAttribute.Flag("adj_y", true)).Node("w", "Softmax", "p").Node("y", "BatchMatMulV2", "w v");
        Assert.Equal(["BatchMatMulV2", "Softmax", "BatchMatMulV2"], graph.Run("y", 1e-5f, "w"));
    }

    [Fact]
    public void AResultInAnotherOrderStays()
    {
        var graph = Inputs([-1, 7, 8], [-1, 9, 8], [-1, 9, 6]).Node("p", "BatchMatMulV2", "q k", NodeAttribute.Flag("adj_y", true)).Node("w", "Softmax", "p").Node("y", "Einsum", "w v", LowerDenseTests.Equation("abc,acd->adb", 2));
        Assert.Equal(["BatchMatMulV2", "Softmax", "Einsum"], graph.Run("y"));
    }

    private static FloatGraph Inputs(long[] queries, long[] keys, long[] values) =>
        new FloatGraph().Input("q", queries).Input("k", keys).Input("v", values).Constant("scale", [], 2.5f).Integers("heads", 0, 2, 1, 3);
}
