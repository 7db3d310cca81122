using System.Runtime.InteropServices;
using TypedModels.Runtime.Calls;
using TypedModels.Tool.Check.Comparison;

namespace TypedModels.Tool.Tests.Check;

public sealed class TensorComparisonTests
{
    private static readonly Tolerance s_default = new();
    private static readonly Tolerance s_exact = new() { Relative = 0, Absolute = 0 };

    [Theory]
    [InlineData(1f, 1.00010f, true)]
    [InlineData(1f, 1.00012f, false)]
    [InlineData(0f, 0.00001f, true)]
    [InlineData(0f, 0.000011f, false)]
    [InlineData(-1000f, -1000.1f, true)]
    [InlineData(-1000f, -1000.2f, false)]
    public void FloatsMayDifferByTheAbsolutePlusTheRelativeTolerance(float expected, float actual, bool agrees) =>
        Assert.Equal(agrees, Compare(DataType.Float, [expected], [actual]).Disagreement is null);

    [Theory]
    [InlineData(float.NaN, float.NaN, true)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity, true)]
    [InlineData(float.NegativeInfinity, float.NegativeInfinity, true)]
    [InlineData(float.PositiveInfinity, float.NegativeInfinity, false)]
    [InlineData(float.PositiveInfinity, float.MaxValue, false)]
    [InlineData(float.MaxValue, float.PositiveInfinity, false)]
    [InlineData(float.NaN, 0f, false)]
    [InlineData(0f, float.NaN, false)]
    public void NaNEqualsNaNAndAnInfinityItself(float expected, float actual, bool agrees) =>
        Assert.Equal(agrees, Compare(DataType.Float, [expected], [actual]).Disagreement is null);

    [Fact]
    public void TheLargestErrorsAreReportedAlsoWhenAllAgrees()
    {
        var difference = Compare(DataType.Double, [1.0, 0.0, 1000.0], [1.00001, 0.000002, 1000.005]);

        Assert.Null(difference.Disagreement);
        Assert.Equal(0.005, difference.LargestAbsolute!.Value, 1e-9);
        Assert.Equal(0.00001, difference.LargestRelative!.Value, 1e-9);
    }

    [Fact]
    public void TheElementFurthestBeyondTheToleranceIsNamed()
    {
        var expected = Tensor([2, 3], new float[] { 1, 2, 3, 4, 5, 6 });
        var actual = Tensor([2, 3], new float[] { 1.1f, 2, 3, 4, 5, 9 });
        var difference = TensorComparison.Compare("boxes", DataType.Float, expected, actual, s_default);

        Assert.Equal("boxes[1, 2] is 9, expected 6; 2 of 6 elements differ", difference.Disagreement);
    }

    [Fact]
    public void AShapeIsExact()
    {
        var difference = TensorComparison.Compare("y", DataType.Float, Tensor([2, 1], new float[2]), Tensor([1, 2], new float[2]), s_default);

        Assert.Equal("y is [1, 2], expected [2, 1]", difference.Disagreement);
    }

    [Fact]
    public void AnEmptyTensorAgreesWithAnEmptyOne()
    {
        var difference = TensorComparison.Compare("y", DataType.Float, Tensor([0, 4], Array.Empty<float>()), Tensor([0, 4], Array.Empty<float>()), s_default);

        Assert.Equal(new TensorDifference(), difference);
    }

    [Fact]
    public void IntegersAreExactOverTheirWholeRange()
    {
        Assert.Null(Compare(DataType.UInt64, [ulong.MaxValue], [ulong.MaxValue]).Disagreement);
        Assert.Equal("y[0] is 18446744073709551614, expected 18446744073709551615", Compare(DataType.UInt64, [ulong.MaxValue], [ulong.MaxValue - 1]).Disagreement);
        Assert.Equal("y[0] is 9223372036854775807, expected -9223372036854775808", Compare(DataType.Int64, [long.MinValue], [long.MaxValue]).Disagreement);
        Assert.Equal("y[0] is -1, expected 1", Compare<sbyte>(DataType.Int8, [1], [-1]).Disagreement);
        Assert.Equal("y[0] is 255, expected 1", Compare<byte>(DataType.QUInt8, [1], [255]).Disagreement);
        Assert.Equal(2, Compare<short>(DataType.Int16, [1], [3]).LargestAbsolute);
    }

    [Fact]
    public void TruthValuesAreComparedAsSuch()
    {
        Assert.Null(Compare<byte>(DataType.Bool, [1, 0], [2, 0]).Disagreement);
        Assert.Equal("y[1] is true, expected false", Compare<byte>(DataType.Bool, [1, 0], [1, 1]).Disagreement);
    }

    [Fact]
    public void TextsAreExactAndShownAsContractsWriteThem()
    {
        var expected = new FixedTensor([2], new[] { "cat"u8.ToArray(), [0xFF] });

        Assert.Null(TensorComparison.Compare("y", DataType.String, expected, new FixedTensor([2], new[] { "cat"u8.ToArray(), [0xFF] }), s_default).Disagreement);
        Assert.Equal(
            "y[1] is \"dog\\u001b\", expected base64\"/w==\"",
            TensorComparison.Compare("y", DataType.String, expected, new FixedTensor([2], new[] { "cat"u8.ToArray(), "dog\u001b"u8.ToArray() }), s_default).Disagreement);
    }

    [Fact]
    public void NeighboursAmong16BitNumbersAgreeAndTheNextDoNot()
    {
        ushort half = BitConverter.HalfToUInt16Bits((Half)3.0);
        Assert.Null(Compare(DataType.Half, [half], [(ushort)(half + 1)]).Disagreement);
        Assert.NotNull(Compare(DataType.Half, [half], [(ushort)(half + 3)]).Disagreement);

        ushort bfloat = (ushort)(BitConverter.SingleToUInt32Bits(3f) >> 16);
        Assert.Null(Compare(DataType.BFloat16, [bfloat], [(ushort)(bfloat + 1)]).Disagreement);
        Assert.NotNull(Compare(DataType.BFloat16, [bfloat], [(ushort)(bfloat + 3)]).Disagreement);
    }

    [Fact]
    public void AToleranceOfZeroAsksForEqualBitsOf16BitNumbersToo()
    {
        ushort half = BitConverter.HalfToUInt16Bits((Half)3.0);

        Assert.Equal("y[0] is 3.002, expected 3", Compare(DataType.Half, [half], [(ushort)(half + 1)], s_exact).Disagreement);
        Assert.Null(Compare(DataType.Half, [half], [half], s_exact).Disagreement);
    }

    [Fact]
    public void ComplexNumbersAreComparedByTheDistanceBetweenThem()
    {
        Assert.Null(Compare(DataType.Complex64, [1000f, 0f], [1000f, 0.1f], shape: [1]).Disagreement);
        Assert.Equal("y[0] is (1000, 0.5), expected (1000, 0)", Compare(DataType.Complex64, [1000f, 0f], [1000f, 0.5f], shape: [1]).Disagreement);
        Assert.Null(Compare(DataType.Complex128, [double.NaN, 1.0], [double.NaN, 1.0], shape: [1]).Disagreement);
        Assert.NotNull(Compare(DataType.Complex128, [double.PositiveInfinity, 1.0], [double.PositiveInfinity, 2.0], shape: [1]).Disagreement);
    }

    private static TensorDifference Compare<T>(DataType type, T[] expected, T[] actual, Tolerance? tolerance = null, long[]? shape = null)
        where T : unmanaged =>
        TensorComparison.Compare("y", type, Tensor(shape ?? [expected.Length], expected), Tensor(shape ?? [expected.Length], actual), tolerance ?? s_default);

    private static FixedTensor Tensor<T>(long[] shape, T[] elements)
        where T : unmanaged => new(shape, MemoryMarshal.AsBytes<T>(elements).ToArray());
}
