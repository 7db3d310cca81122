namespace TypedModels.Tests;

public sealed class RaggedTensorTests
{
    [Fact]
    public void RowsBecomeValuesAndSplits()
    {
        var tensor = new RaggedTensor<int>([[1, 2], [], [3]]);

        Assert.Equal([1, 2, 3], tensor.Values);
        Assert.Equal([0, 2, 2, 3], Assert.Single(tensor.RowSplits));
        Assert.Equal(3, tensor.RowCount);
        Assert.Empty(tensor.InnerShape);
    }

    [Fact]
    public void NoRowsAreAllowed() => Assert.Equal(0, new RaggedTensor<int>([]).RowCount);

    [Fact]
    public void SeveralLevelsAndAnInnerShapeAreAllowed()
    {
        var tensor = new RaggedTensor<float>(new float[12], [[0, 2, 2], [0, 1, 3]], 2, 2);

        Assert.Equal(2, tensor.RowCount);
    }

    [Fact]
    public void RowsOfElementsWithoutContentAreAllowed() => Assert.Equal(2, new RaggedTensor<float>([], [[0, 3, 5]], 0).RowCount);

    [Fact]
    public void ARowThatIsNullIsRefused() =>
        Assert.Equal("Row 1 is null. (Parameter 'rows')", Assert.Throws<ArgumentException>(() => new RaggedTensor<int>([[1], null!])).Message);

    [Fact]
    public void NullIsRefused()
    {
        Assert.Throws<ArgumentNullException>(() => new RaggedTensor<int>(null!));
        Assert.Throws<ArgumentNullException>(() => new RaggedTensor<int>(null!, [[0]]));
        Assert.Throws<ArgumentNullException>(() => new RaggedTensor<int>([], null!));
        Assert.Throws<ArgumentNullException>(() => new RaggedTensor<int>([], [[0]], null!));
    }

    [Fact]
    public void WithoutAnyLevelItIsNotRagged() =>
        Assert.Equal("A ragged tensor has at least one level of row splits. (Parameter 'rowSplits')", Assert.Throws<ArgumentException>(() => new RaggedTensor<int>([1], [])).Message);

    public static TheoryData<long[]?> FaultySplits => new((long[]?)null, Array.Empty<long>(), new long[] { 1, 3 }, new long[] { 0, 2 }, new long[] { 0, 4 }, new long[] { 0, 2, 1, 3 }, new long[] { 0, -1, 3 });

    [Theory]
    [MemberData(nameof(FaultySplits))]
    public void SplitsMustBeginWithZeroNeverFallAndEndWithTheValues(long[]? splits)
    {
        var error = Assert.Throws<ArgumentException>(() => new RaggedTensor<int>([1, 2, 3], [splits!]));

        Assert.Equal("The row splits of level 0 must begin with 0, never fall, and end with 3, the number of what they split. (Parameter 'rowSplits')", error.Message);
    }

    [Fact]
    public void OuterSplitsSplitTheInnerRows()
    {
        var error = Assert.Throws<ArgumentException>(() => new RaggedTensor<int>([1, 2, 3], [[0, 3], [0, 1, 3]]));

        Assert.Equal("The row splits of level 0 must begin with 0, never fall, and end with 2, the number of what they split. (Parameter 'rowSplits')", error.Message);
    }

    public static TheoryData<long[]> FaultyInnerShapes => new([4L], [-1L], [-3L, -1L], [1L << 40, 1L << 40], [long.MinValue, 2L]);

    [Theory]
    [MemberData(nameof(FaultyInnerShapes))]
    public void TheElementsMustFillTheInnerShape(long[] innerShape)
    {
        var error = Assert.Throws<ArgumentException>(() => new RaggedTensor<int>([1, 2, 3], [[0, 1]], innerShape));

        Assert.Equal($"3 elements do not make rows of [{string.Join(", ", innerShape)}]. (Parameter 'innerShape')", error.Message);
    }

    [Fact]
    public void AnInputKeepsTheTensorOrSaysThatItIsNotThere()
    {
        var tensor = new RaggedTensor<int>([[1]]);

        Assert.Same(tensor, ((RaggedInput<int>)tensor).Tensor);
        Assert.Equal([1, 2], ((RaggedInput<int>)new int[][] { [1], [2] }).Tensor!.Values);
        Assert.Equal(TensorInputForm.Missing, default(RaggedInput<int>).Form);
        Assert.Equal(TensorInputForm.Null, ((RaggedInput<int>)(RaggedTensor<int>)null!).Form);
        Assert.Equal(TensorInputForm.Null, ((RaggedInput<int>)(int[][])null!).Form);
    }
}
