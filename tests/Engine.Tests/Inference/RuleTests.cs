using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Tests.Inference;

public class RuleTests
{
    [Fact]
    public void TheOperationsThatMostGraphsAreMadeOfHaveRules()
    {
        string[] operations = ["MatMul", "BiasAdd", "Relu", "Conv2D", "Reshape", "Shape", "StridedSlice", "Pack", "ConcatV2", "Softmax", "Transpose", "Mean", "GatherV2", "FusedBatchNormV3", "Einsum", "Pad"];

        Assert.All(operations, operation => Assert.NotNull(ShapeRules.Find(operation)?.Shapes));
    }

    [Theory]
    [InlineData(3, 3, true)]
    [InlineData(3, 4, false)]
    [InlineData(-1, 4, true)]
    public void ALengthThatIsNotKnownMayBeAny(long left, long right, bool expected) =>
        Assert.Equal(expected, (left < 0 ? Dimension.Unknown : left).MayEqual(right));

    [Fact]
    public void ASymbolEqualsItselfAndNothingElseIsKnownOfIt()
    {
        var batch = Dimension.Symbol(1);

        Assert.Equal(batch, batch.Broadcast(1));
        Assert.Equal(batch, batch.Broadcast(batch));
        Assert.Equal(Dimension.Unknown, batch.Broadcast(Dimension.Symbol(2)));
        Assert.Equal((Dimension)7, batch.And(7));
        Assert.Equal(Dimension.Unknown, batch.Map(length => length + 1));
    }

    [Fact]
    public void TheCountOfAShapeIsKnownWhenEachLengthIs()
    {
        Assert.Equal((Dimension)24, new InferredShape(2, 3, 4).Count);
        Assert.Equal(Dimension.Symbol(1), new InferredShape(1, Dimension.Symbol(1)).Count);
        Assert.Equal(Dimension.Unknown, new InferredShape(2, Dimension.Symbol(1)).Count);
        Assert.Equal((Dimension)1, InferredShape.Scalar.Count);
        Assert.Equal(Dimension.Unknown, InferredShape.Unknown.Count);
    }
}
