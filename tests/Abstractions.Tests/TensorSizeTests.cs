namespace TypedModels.Tests;

public sealed class TensorSizeTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    public void AnyNumberOfAxesIsKept(int rank)
    {
        long[] dimensions = [.. Enumerable.Range(1, rank).Select(axis => (long)axis)];
        var size = new TensorSize(dimensions);

        Assert.Equal(rank, size.Rank);
        Assert.Equal(dimensions, Enumerable.Range(0, rank).Select(axis => size[axis]));
        Assert.Equal(dimensions.Aggregate(1L, (product, length) => product * length), size.Count);
        Assert.Equal("[" + string.Join(", ", dimensions) + "]", size.ToString());
        Assert.Equal(size, new TensorSize(dimensions));
        Assert.Equal(size.GetHashCode(), new TensorSize(dimensions).GetHashCode());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(8)]
    public void AnAxisThatIsNotThereIsRefused(int axis) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TensorSize([3, 4])[axis]);

    [Fact]
    public void SizesWithTheSameCountDiffer()
    {
        Assert.NotEqual(new TensorSize([2, 3]), new TensorSize([3, 2]));
        Assert.NotEqual(new TensorSize([6]), new TensorSize([6, 1]));
        Assert.NotEqual(new TensorSize([1, 1, 1, 1, 1, 1, 1, 1, 2]), new TensorSize([1, 1, 1, 1, 1, 1, 1, 1, 3]));
        Assert.True(new TensorSize([2]) != new TensorSize([3]));
        Assert.True(new TensorSize([2]) == new TensorSize([2]));
    }

    [Fact]
    public void AnEmptyAxisMakesNoElementsWhateverTheOthers() => Assert.Equal(0, new TensorSize([1L << 40, 1L << 40, 0]).Count);

    [Fact]
    public void ACountBeyondALongIsRefused() => Assert.Throws<OverflowException>(() => new TensorSize([1L << 40, 1L << 40]));

    [Fact]
    public void DefaultIsTheSizeOfNothing()
    {
        Assert.Equal(0, default(TensorSize).Rank);
        Assert.Equal("[]", default(TensorSize).ToString());
    }
}
