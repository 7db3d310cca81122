using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Tests.Memory;

public class ShapeTests
{
    [Fact]
    public void AShapeWithoutAxesHasOneElement() => Assert.Equal(1, Shape.Scalar.Count);

    [Fact]
    public void AnEmptyAxisLeavesNothingHoweverLongTheOthersAre() => Assert.Equal(0, new Shape(int.MaxValue, 0, int.MaxValue).Count);

    [Fact]
    public void MoreElementsThanAnIntCountsAreRefusedBeforeAnythingIsAllocated()
    {
        var refused = Assert.Throws<OperationException>(() => new Shape(1 << 16, 1 << 16));
        Assert.Equal(ModelErrorCode.ResourceExhausted, refused.Code);
        Assert.Contains("[65536,65536]", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ItIsComparedWithTheLengthsOfCallers()
    {
        var shape = new Shape(2, 3);

        Assert.True(shape.Is([2, 3]));
        Assert.False(shape.Is([2, 3, 1]));
        Assert.False(shape.Is([2, 4]));
        Assert.False(shape.Is([2, 3 + (1L << 32)]));
        Assert.True(Shape.Scalar.Is([]));
    }

    [Fact]
    public void LengthsThatDoNotFitAreRefusedAndNotCut()
    {
        Assert.Equal(ModelErrorCode.ResourceExhausted, Assert.Throws<OperationException>(() => Shape.From([1L << 32])).Code);
        Assert.Equal(ModelErrorCode.InvalidArgument, Assert.Throws<OperationException>(() => Shape.From([long.MinValue])).Code);
    }

    [Fact]
    public void AxesArePutInTakenOutAndReplaced()
    {
        var shape = new Shape(2, 3, 4);
        Assert.Equal(new Shape(2, 7, 3, 4), shape.Insert(1, 7));
        Assert.Equal(new Shape(2, 4), shape.Remove(1));
        Assert.Equal(new Shape(2, 9, 4), shape.With(1, 9));
        Assert.Equal(12, shape.Product(1, 3));
        Assert.Equal("[2,3,4]", shape.ToString());
    }

    [Fact]
    public void ThirteenAxesAreRefused() => Assert.Throws<OperationException>(() => Shape.Concat(new int[Shape.MaxRank], [1]));
}
