using TypedModels.Engine.Tests.Support;

namespace TypedModels.Engine.Tests.Passes;

public sealed class LowerDenseTests
{
    [Theory]
    [InlineData("abc,cd->abd", new long[] { 7, 20 }, new long[] { 20 })]
    [InlineData("abc,cde->abde", new long[] { 7, 4, 5 }, new long[] { 4, 5 })]
    [InlineData("abc,dec->abde", new long[] { 4, 5, 7 }, new long[] { 4, 5 })]
    [InlineData("abc,dce->abde", new long[] { 4, 7, 5 }, new long[] { 4, 5 })]
    [InlineData("...c,cd->...d", new long[] { 7, 20 }, new long[] { 20 })]
    public void SumsAlongTheInnermostAxisAreProducts(string equation, long[] weights, long[] bias)
    {
        var graph = new FloatGraph().Input("x", -1, 5, 7).Weights("w", weights).Weights("b", bias).Node("p", "Einsum", "x w", Equation(equation, 2)).Node("q", "AddV2", "p b").Node("y", "Relu", "q");
        Assert.Equal(["Dense"], graph.Run("y"));
    }

    [Fact]
    public void TheWeightsMayComeFirstAndSeveralAxesMayBeSummed()
    {
        var graph = new FloatGraph().Input("x", -1, 5, 4, 6).Weights("w", 4, 6, 9).Node("y", "Einsum", "w x", Equation("cde,abcd->abe", 2));
        Assert.Equal(["Dense"], graph.Run("y"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void BatchesOfOneMatrixAreOneProductWithAllThatFollows(bool isTransposed)
    {
        var graph = new FloatGraph().Input("x", -1, 5, 7).Input("r", -1, 5, 20).Weights("w", isTransposed ? [20, 7] : [7, 20]).Weights("b", 20)
            .Node("p", "BatchMatMulV2", "x w", NodeAttribute.Flag("adj_y", isTransposed)).Node("y", "AddV2", "b p");
        Assert.Equal(["Dense"], graph.Run("y"));
    }

    [Fact]
    public void AProductBetweenReshapesIsOne()
    {
        var graph = new FloatGraph().Input("x", 3, 5, 7).Weights("w", 7, 20).Weights("b", 20).Integers("flat", -1, 7).Integers("whole", 3, 5, 20)
            .Node("rows", "Reshape", "x flat").Node("p", "MatMul", "rows w").Node("back", "Reshape", "p whole").Node("y", "BiasAdd", "back b");
        Assert.Equal(["Dense"], graph.Run("y"));
    }

    [Theory]
    [InlineData("abc,cd->adb", new long[] { 7, 20 })]
    [InlineData("abc,bcd->abd", new long[] { 5, 7, 20 })]
    [InlineData("abc,bd->acd", new long[] { 5, 20 })]
    public void OtherSumsStay(string equation, long[] weights)
    {
        var graph = new FloatGraph().Input("x", -1, 5, 7).Weights("w", weights).Node("y", "Einsum", "x w", Equation(equation, 2));
        Assert.Equal(["Einsum"], graph.Run("y"));
    }

    [Fact]
    public void AReshapeToOtherRowsStays()
    {
        var graph = new FloatGraph().Input("x", 3, 5, 7).Weights("w", 7, 20).Integers("flat", -1, 7).Integers("whole", 5, 3, 20)
            .Node("rows", "Reshape", "x flat").Node("p", "MatMul", "rows w").Node("y", "Reshape", "p whole");
        Assert.Contains("MatMul", graph.Run("y"));
    }

    [Fact]
    public void ABiasForOneOfTwoColumnAxesStays()
    {
        var graph = new FloatGraph().Input("x", -1, 5, 7).Weights("w", 7, 4, 1).Weights("b", 4).Node("p", "Einsum", "x w", Equation("abc,cde->abde", 2)).Node("y", "AddV2", "p b");
        Assert.Equal(["Dense", "AddV2"], graph.Run("y"));
    }

    internal static (string, Formats.Protobuf.WireWriter)[] Equation(string equation, int operands) => [NodeAttribute.Text("equation", equation), NodeAttribute.Integer("N", operands)];
}
