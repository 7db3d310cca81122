namespace TypedModels.Tests;

public sealed class SparseTensorTests
{
    [Fact]
    public void ItKeepsItsPartsAndFindsCoordinates()
    {
        var tensor = new SparseTensor<float>([0, 1, 2, 0], [5, 6], [3, 2]);

        Assert.Equal([0, 1], tensor.IndexOf(0));
        Assert.Equal([2, 0], tensor.IndexOf(1));
        Assert.ThrowsAny<ArgumentException>(() => tensor.IndexOf(2).Length);
    }

    [Theory]
    [InlineData(3, 2, 2, "2 sparse elements of rank 2 need 4 coordinates, got 3.")]
    [InlineData(1, 0, 2, "0 sparse elements of rank 2 need 0 coordinates, got 1.")]
    public void CoordinatesMustBeAsManyAsElementsTimesRank(int indices, int values, int rank, string message)
    {
        Assert.Equal(message + " (Parameter 'indices')", Assert.Throws<ArgumentException>(() => new SparseTensor<float>(new long[indices], new float[values], new long[rank])).Message);
        Assert.Equal(message + " (Parameter 'indices')", Assert.Throws<ArgumentException>(() => new SparseInput<float>(new long[indices], new float[values], new long[rank]).Form).Message);
    }

    [Fact]
    public void NullIsRefused()
    {
        Assert.Throws<ArgumentNullException>(() => new SparseTensor<int>(null!, [], [0]));
        Assert.Throws<ArgumentNullException>(() => new SparseTensor<int>([], null!, [0]));
        Assert.Throws<ArgumentNullException>(() => new SparseTensor<int>([], [], null!));
    }

    [Fact]
    public void AnInputIsTheTensorsPartsOrSaysThatItIsNotThere()
    {
        SparseInput<float> input = new SparseTensor<float>([0, 1], [5], [3, 2]);

        Assert.Equal(TensorInputForm.Dense, input.Form);
        Assert.Equal([0, 1], input.Indices);
        Assert.Equal([5], input.Values);
        Assert.Equal([3, 2], input.Shape);
        Assert.Equal(TensorInputForm.Missing, default(SparseInput<float>).Form);
        Assert.Equal(TensorInputForm.Null, ((SparseInput<float>)(SparseTensor<float>)null!).Form);
    }
}
