using System.Numerics.Tensors;

namespace TypedModels.Tests;

public sealed class TextTensorInputTests
{
    private static readonly string[] s_four = ["a", "", "ß", "d"];

    [Fact]
    public void DefaultIsMissing() => Assert.Equal(TensorInputForm.Missing, default(TextTensorInput).Form);

    [Fact]
    public void ANullReferenceIsNullWhateverItsType()
    {
        Assert.Equal(TensorInputForm.Null, ((TextTensorInput)(string[])null!).Form);
        Assert.Equal(TensorInputForm.Null, ((TextTensorInput)(string[,])null!).Form);
        Assert.Equal(TensorInputForm.Null, ((TextTensorInput)(string[,,])null!).Form);
        Assert.Equal(TensorInputForm.Null, ((TextTensorInput)(string[,,,])null!).Form);
        Assert.Equal(TensorInputForm.Null, ((TextTensorInput)(byte[][])null!).Form);
        Assert.Equal(TensorInputForm.Null, ((TextTensorInput)(TensorString[])null!).Form);
        Assert.Equal(TensorInputForm.Null, ((TextTensorInput)(Tensor<string>)null!).Form);
        Assert.Equal(TensorInputForm.Null, ((TextTensorInput)(Tensor<TensorString>)null!).Form);
    }

    [Fact]
    public void FlatTextsAreFlat()
    {
        Check(s_four, TensorInputForm.Flat, [4], s_four);
        Check((ReadOnlySpan<string>)s_four, TensorInputForm.Flat, [4], s_four);
        Check(new TensorString[] { "a", "b" }, TensorInputForm.Flat, [2], ["a", "b"]);
        Check((ReadOnlySpan<TensorString>)[(TensorString)"a"], TensorInputForm.Flat, [1], ["a"]);
        Check(new[] { "x"u8.ToArray(), [] }, TensorInputForm.Flat, [2], ["x", ""]);
        Check(["a", "b", "c"], TensorInputForm.Flat, [3], ["a", "b", "c"]);
    }

    [Fact]
    public void ArraysOfSeveralDimensionsBringTheirShape()
    {
        Check(new[,] { { "a", "" }, { "ß", "d" } }, TensorInputForm.Array, [2, 2], s_four);
        Check(new[,,] { { { "a", "" } }, { { "ß", "d" } } }, TensorInputForm.Array, [2, 1, 2], s_four);
        Check(new[,,,] { { { { "a" }, { "" }, { "ß" }, { "d" } } } }, TensorInputForm.Array, [1, 1, 4, 1], s_four);
        Check(new string[0, 3], TensorInputForm.Array, [0, 3], []);
    }

    [Fact]
    public void TensorsBringTheirShape()
    {
        Check(Tensor.Create(s_four, [2, 2]), TensorInputForm.Dense, [2, 2], s_four);
        Check(Tensor.Create(new TensorString[] { "a", "b" }, [2, 1]), TensorInputForm.Dense, [2, 1], ["a", "b"]);
        Check(Tensor.Create(s_four, [2, 2]).Slice([0..2, 1..2]), TensorInputForm.Dense, [2, 1], ["", "d"]);
        Check(Tensor.CreateFromShape<string>([0, 2]), TensorInputForm.Dense, [0, 2], []);
    }

    [Fact]
    public void EmptyTensorsAreNoScalars()
    {
        Check(Tensor<string>.Empty, TensorInputForm.Flat, [0], []);
        Check(Tensor<TensorString>.Empty, TensorInputForm.Flat, [0], []);
    }

    [Fact]
    public void NothingIsFlatWithoutElements()
    {
        Check([], TensorInputForm.Flat, [0], []);
        Check(Array.Empty<string>(), TensorInputForm.Flat, [0], []);
        Check(Array.Empty<byte[]>(), TensorInputForm.Flat, [0], []);
        Check(ReadOnlySpan<TensorString>.Empty, TensorInputForm.Flat, [0], []);
    }

    [Fact]
    public void AScalarHasNoAxes() => Check(TextTensorInput.Scalar("one"), TensorInputForm.Scalar, [], ["one"]);

    [Fact]
    public void ANullElementIsSeen()
    {
        Check(new[] { "a", null! }, TensorInputForm.Flat, [2], ["a", null]);
        Check(new byte[][] { null! }, TensorInputForm.Flat, [1], [null]);
        Check(new string[,] { { null!, "b" } }, TensorInputForm.Array, [1, 2], [null, "b"]);
        Check(Tensor.Create(new[] { null!, "b" }, [1, 2]), TensorInputForm.Dense, [1, 2], [null, "b"]);
    }

    [Fact]
    public void ItEnumeratesRowByRow()
    {
        var read = new List<string>();
        TextTensorInput input = new[,] { { "a", "b" }, { "c", "d" } };
        foreach (var text in input)
        {
            read.Add(text);
        }

        Assert.Equal(["a", "b", "c", "d"], read);
    }

    private static void Check(scoped TextTensorInput input, TensorInputForm form, long[] shape, string?[] texts)
    {
        Assert.Equal(form, input.Form);
        Assert.Equal(shape, Elements.ShapeOf(input));
        Assert.Equal(texts.Length, input.Count);
        Assert.Equal(texts, Elements.Of(input));
    }
}
