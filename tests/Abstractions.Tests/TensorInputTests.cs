using System.Numerics.Tensors;

namespace TypedModels.Tests;

public sealed class TensorInputTests
{
    private static readonly float[] s_six = [1, 2, 3, 4, 5, 6];

    // Spans over more memory than there is: what is tested here must refuse them before it reads.
    private static readonly unsafe byte* s_byte = (byte*)System.Runtime.InteropServices.NativeMemory.Alloc(1);
    private static readonly nint s_large = unchecked((nint)3_000_000_000);

    [Fact]
    public void DefaultIsMissing() => Assert.Equal(TensorInputForm.Missing, default(TensorInput<float>).Form);

    [Fact]
    public void ANullReferenceIsNullWhateverItsType()
    {
        Assert.Equal(TensorInputForm.Null, FormOf<float>((float[])null!));
        Assert.Equal(TensorInputForm.Null, FormOf<float>((float[,])null!));
        Assert.Equal(TensorInputForm.Null, FormOf<float>((float[,,])null!));
        Assert.Equal(TensorInputForm.Null, FormOf<float>((float[,,,])null!));
        Assert.Equal(TensorInputForm.Null, FormOf<float>((Tensor<float>)null!));
    }

    [Fact]
    public void AnArrayOfOneDimensionIsFlat() => Check(s_six, TensorInputForm.Flat, [6], s_six);

    [Fact]
    public void AnArrayOfTwoDimensionsBringsItsShape() => Check(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } }, TensorInputForm.Array, [2, 3], s_six);

    [Fact]
    public void AnArrayOfThreeDimensionsBringsItsShape() => Check(new float[,,] { { { 1, 2 } }, { { 3, 4 } }, { { 5, 6 } } }, TensorInputForm.Array, [3, 1, 2], s_six);

    [Fact]
    public void AnArrayOfFourDimensionsBringsItsShape() => Check(new float[,,,] { { { { 1 }, { 2 }, { 3 } }, { { 4 }, { 5 }, { 6 } } } }, TensorInputForm.Array, [1, 2, 3, 1], s_six);

    [Fact]
    public void AnArrayThatDoesNotCountFromZeroIsReadLikeAnyOther()
    {
        var values = (float[,])Array.CreateInstance(typeof(float), [2, 3], [5, -1]);
        for (int i = 0; i < 6; i++)
        {
            values[5 + (i / 3), (i % 3) - 1] = i + 1;
        }

        Check(values, TensorInputForm.Array, [2, 3], s_six);
    }

    [Fact]
    public void AnArrayWithoutElementsKeepsItsShape()
    {
        Check(new float[0, 4], TensorInputForm.Array, [0, 4], []);
        Check(new float[3, 0, 2], TensorInputForm.Array, [3, 0, 2], []);
    }

    [Fact]
    public void SpansAndMemoryAreFlat()
    {
        Check(s_six.AsSpan(), TensorInputForm.Flat, [6], s_six);
        Check((ReadOnlySpan<float>)s_six, TensorInputForm.Flat, [6], s_six);
        Check(s_six.AsMemory(), TensorInputForm.Flat, [6], s_six);
        Check((ReadOnlyMemory<float>)s_six, TensorInputForm.Flat, [6], s_six);
        Check(s_six.AsSpan(1, 2), TensorInputForm.Flat, [2], [2, 3]);
        Check(s_six.AsMemory(4), TensorInputForm.Flat, [2], [5, 6]);
    }

    [Fact]
    public void WhatIsEmptyIsFlatWithoutElements()
    {
        Check([], TensorInputForm.Flat, [0], []);
        Check(Array.Empty<float>(), TensorInputForm.Flat, [0], []);
        Check(Span<float>.Empty, TensorInputForm.Flat, [0], []);
        Check(default(ReadOnlyMemory<float>), TensorInputForm.Flat, [0], []);
    }

    [Fact]
    public void ACollectionExpressionIsFlat() => Check([1f, 2, 3], TensorInputForm.Flat, [3], [1, 2, 3]);

    [Fact]
    public void ACollectionExpressionMaySpreadOthers() => Check([0, .. s_six, 7], TensorInputForm.Flat, [8], [0, 1, 2, 3, 4, 5, 6, 7]);

    [Fact]
    public void AScalarHasNoAxes() => Check(TensorInput.Scalar(4.5f), TensorInputForm.Scalar, [], [4.5f]);

    [Fact]
    public void ATensorBringsItsShape() => Check(Tensor.Create(s_six, [2, 3]), TensorInputForm.Dense, [2, 3], s_six);

    [Fact]
    public void ATensorOfNineAxesBringsItsShape() =>
        Check(Tensor.Create(s_six, [1, 1, 2, 1, 1, 3, 1, 1, 1]), TensorInputForm.Dense, [1, 1, 2, 1, 1, 3, 1, 1, 1], s_six);

    [Fact]
    public void TensorSpansBringTheirShape()
    {
        Check(new TensorSpan<float>(s_six, [3, 2]), TensorInputForm.Dense, [3, 2], s_six);
        Check(new ReadOnlyTensorSpan<float>(s_six, [3, 2]), TensorInputForm.Dense, [3, 2], s_six);
    }

    [Fact]
    public void TemporaryTensorSpansInOneCallKeepTheirOwnShapes()
    {
        // Lengths of up to four axes lie inside the span itself, on the caller's stack: each must outlive the conversion.
        string shapes = Three(
            Tensor.Create(s_six, [2, 3]).AsReadOnlyTensorSpan(),
            Tensor.Create(s_six, [3, 2]).AsTensorSpan(),
            new ReadOnlyTensorSpan<float>(s_six, [1, 6, 1]));

        Assert.Equal("2,3 3,2 1,6,1", shapes);
    }

    [Fact]
    public void EmptyTensorsAreNoScalars()
    {
        Check(Tensor<float>.Empty, TensorInputForm.Flat, [0], []);
        Check(default(TensorSpan<float>), TensorInputForm.Flat, [0], []);
        Check(default(ReadOnlyTensorSpan<float>), TensorInputForm.Flat, [0], []);
    }

    [Fact]
    public void ATensorWithoutElementsKeepsItsShape()
    {
        Check(Tensor.CreateFromShape<float>([0, 4]), TensorInputForm.Dense, [0, 4], []);
        Check(Tensor.CreateFromShape<float>([3, 0, 2]), TensorInputForm.Dense, [3, 0, 2], []);
        Check(Tensor.Create(s_six, [2, 3]).Slice([1..1, 0..3]), TensorInputForm.Dense, [0, 3], []);
    }

    [Fact]
    public void RowsOfATensorAreRead() => Check(Tensor.Create(s_six, [3, 2]).Slice([1..3, 0..2]), [2, 2], [3, 4, 5, 6]);

    [Fact]
    public void ColumnsOfATensorAreRead() => Check(Tensor.Create(s_six, [2, 3]).Slice([0..2, 1..3]), [2, 2], [2, 3, 5, 6]);

    [Fact]
    public void AColumnOfATensorSpanIsRead()
    {
        Check(Tensor.Create(s_six, [2, 3]).AsTensorSpan().Slice([0..2, 2..3]), [2, 1], [3, 6]);
        Check(Tensor.Create(s_six, [2, 3]).AsReadOnlyTensorSpan().Slice([0..2, 0..1]), [2, 1], [1, 4]);
    }

    [Fact]
    public void ATransposedTensorIsReadInItsNewOrder() => Check(Tensor.PermuteDimensions(Tensor.Create(s_six, [2, 3]), [1, 0]), [3, 2], [1, 4, 2, 5, 3, 6]);

    [Fact]
    public void ATransposedSpanIsReadInItsNewOrder() => Check(new ReadOnlyTensorSpan<float>(s_six, [3, 2], [1, 3]), [3, 2], [1, 4, 2, 5, 3, 6]);

    [Fact]
    public void ABroadcastTensorRepeatsItsElements()
    {
        Check(new ReadOnlyTensorSpan<float>(s_six.AsSpan(0, 3), [2, 3], [0, 1]), [2, 3], [1, 2, 3, 1, 2, 3]);
        Check(new ReadOnlyTensorSpan<float>(s_six.AsSpan(0, 1), [2, 2], [0, 0]), [2, 2], [1, 1, 1, 1]);
    }

    [Fact]
    public void ASliceOfOneElementIsRead() => Check(Tensor.Create(s_six, [2, 3]).Slice([1..2, 1..2]), [1, 1], [5]);

    [Fact]
    public void EveryElementTypeConverts()
    {
        Assert.Equal([(BFloat16)1.5f], Elements.Of<BFloat16>(new[] { (BFloat16)1.5f }));
        Assert.Equal([new Complex64(1, 2)], Elements.Of<Complex64>(new[] { new Complex64(1, 2) }));
        Assert.Equal([(Half)1], Elements.Of<Half>([(Half)1]));
        Assert.Equal([true, false], Elements.Of<bool>([true, false]));
        Assert.Equal([ulong.MaxValue], Elements.Of<ulong>([ulong.MaxValue]));
    }

    [Fact]
    public void ItEnumeratesRowByRow()
    {
        var read = new List<float>();
        TensorInput<float> input = new ReadOnlyTensorSpan<float>(s_six, [3, 2], [1, 3]);
        foreach (float value in input)
        {
            read.Add(value);
        }

        Assert.Equal([1, 4, 2, 5, 3, 6], read);
    }

    [Fact]
    public unsafe void MoreElementsThanACallTakesAreRefused()
    {
        var error = Assert.Throws<ArgumentException>(static () => FormOf<byte>(new ReadOnlyTensorSpan<byte>(s_byte, s_large, [s_large])));

        Assert.Equal("The tensor has 3000000000 elements; one argument of a call takes at most 2147483647. Split it over several calls.", error.Message);
    }

    [Fact]
    public unsafe void ASliceSpreadOverMoreThanASpanHoldsIsRefused()
    {
        var error = Assert.Throws<ArgumentException>(static () => FormOf<byte>(new ReadOnlyTensorSpan<byte>(s_byte, s_large, [2], [s_large - 1])));

        Assert.Equal("The tensor's 2 elements lie 3000000000 elements apart from first to last; at most 2147483647 can be read. Copy them together first.", error.Message);
    }

    private static TensorInputForm FormOf<T>(scoped TensorInput<T> input)
        where T : unmanaged => input.Form;

    private static string Three(scoped TensorInput<float> first, scoped TensorInput<float> second, scoped TensorInput<float> third) =>
        $"{string.Join(",", Elements.ShapeOf(first))} {string.Join(",", Elements.ShapeOf(second))} {string.Join(",", Elements.ShapeOf(third))}";

    private static void Check(scoped TensorInput<float> input, TensorInputForm form, long[] shape, float[] elements)
    {
        Assert.Equal(form, input.Form);
        Check(input, shape, elements);
    }

    private static void Check(scoped TensorInput<float> input, long[] shape, float[] elements)
    {
        Assert.Equal(shape, Elements.ShapeOf(input));
        Assert.Equal(elements.Length, input.Count);
        Assert.Equal(elements, Elements.Of(input));
    }
}
