using System.Numerics.Tensors;
using TypedModels.Runtime;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Calls;

/// <summary>Every kind of wrong argument is refused while it is given: nothing has run.</summary>
public sealed class WrongArgumentTests
{
    private static readonly ArgumentContract s_boxes = TestContract.Argument("boxes", DataType.Float, -1, 4);
    private static readonly ArgumentContract s_image = TestContract.Argument("image", DataType.Float, -1, 224, 224, 3);
    private static readonly ArgumentContract s_pair = TestContract.Argument("pair", DataType.Int32, 2, 3);
    private static readonly ArgumentContract s_scale = TestContract.Argument("scale", DataType.Float);
    private static readonly ArgumentContract s_words = TestContract.Argument("words", DataType.String, -1, 2);

    private delegate void Give(ModelCall call);

    [Fact]
    public void AnAxisOfAnotherLength()
    {
        var boxes = new float[7, 5];
        var error = Refused(s_boxes, call => call.Input<float>(0, boxes));

        Assert.Equal("FaceEmbedder.EmbedCrops: boxes is [7, 5], expected [?, 4] (axis 1: 5 ≠ 4).", error.Message);
        Assert.Equal("face_embedder", error.Model);
        Assert.Equal("embed_crops", error.Signature);
        Assert.Equal("boxes", error.Argument);
        Assert.Equal(1, error.Axis);
        Assert.Equal("[?, 4]", error.Expected.ToString());
        Assert.Equal("[7, 5]", error.Actual.ToString());
    }

    [Fact]
    public void TheParameterIsNamedAsTheCallerWritesItAndTheArgumentAsTheModelDoes()
    {
        var cropsOfFaces = new float[7, 5];
        var error = Refused(s_boxes, call => call.Input<float>(0, cropsOfFaces));

        Assert.Equal("cropsOfFaces", error.ParamName);
        Assert.Equal("boxes", error.Argument);
        Assert.StartsWith("FaceEmbedder.EmbedCrops: cropsOfFaces is [7, 5]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherNumberOfAxes()
    {
        var boxes = new float[1, 2, 3];
        var error = Refused(s_boxes, call => call.Input<float>(0, boxes));

        Assert.Equal("FaceEmbedder.EmbedCrops: boxes is [1, 2, 3], expected [?, 4] (3 axes, not 2).", error.Message);
        Assert.Null(error.Axis);
    }

    [Fact]
    public void AScalarWhereAxesAreExpected()
    {
        Check(s_boxes, call => call.Input(0, 4f, "boxes"), "boxes is [], expected [?, 4] (0 axes, not 2)");
        Check(s_boxes, call => call.Input(0, TensorInput.Scalar(4f), "boxes"), "boxes is [], expected [?, 4] (0 axes, not 2)");
        Check(s_words, call => call.Input(0, (TextInput)"a", "words"), "words is [], expected [?, 2] (0 axes, not 2)");
    }

    [Fact]
    public void ChannelsFirst()
    {
        var image = new float[1, 3, 224, 224];
        Check(s_image, call => call.Input<float>(0, image), "image is [1, 3, 224, 224], expected [?, 224, 224, 3] (axis 1: 3 ≠ 224; looks like channels first; the model wants them last)");
    }

    [Fact]
    public void ChannelsLast()
    {
        var image = new float[1, 224, 224, 3];
        Check(
            TestContract.Argument("image", DataType.Float, -1, 3, 224, 224), call => call.Input<float>(0, image),
            "image is [1, 224, 224, 3], expected [?, 3, 224, 224] (axis 1: 224 ≠ 3; looks like channels last; the model wants them first)");
    }

    [Fact]
    public void ASingleExample()
    {
        var image = new float[224, 224, 3];
        Check(s_image, call => call.Input<float>(0, image), "image is [224, 224, 3], expected [?, 224, 224, 3] (3 axes, not 4; looks like a single example; add an axis of length 1 in front)");
    }

    [Fact]
    public void ABatch()
    {
        var one = new int[1, 2, 3];
        var five = new int[5, 2, 3];
        Check(s_pair, call => call.Input<int>(0, one), "one is [1, 2, 3], expected [2, 3] (3 axes, not 2; looks like a batch of one; the model wants it without the first axis)");
        Check(s_pair, call => call.Input<int>(0, five), "five is [5, 2, 3], expected [2, 3] (3 axes, not 2; looks like a batch; the model takes one at a time)");
    }

    [Fact]
    public void Transposed()
    {
        var pair = new int[3, 2];
        Check(s_pair, call => call.Input<int>(0, pair), "pair is [3, 2], expected [2, 3] (axis 0: 3 ≠ 2; looks transposed)");
    }

    [Fact]
    public void AFlatValueWithARemainder()
    {
        var boxes = new float[7];
        Check(s_boxes, call => call.Input<float>(0, boxes), "boxes has 7 elements, expected [?, 4] (7 = 1 × 4 + 3)");
    }

    [Fact]
    public void AFlatValueWithAnotherCount()
    {
        var pair = new int[7];
        Check(s_pair, call => call.Input<int>(0, pair), "pair has 7 elements, expected [2, 3] (7 ≠ 6)");
    }

    [Fact]
    public void AFlatValueForTwoUnknownDimensions()
    {
        var image = new float[12];
        Check(
            TestContract.Argument("image", DataType.Float, -1, -1, 3), call => call.Input<float>(0, image),
            "image is flat with 12 elements, but [?, ?, 3] has 2 unknown dimensions, which a count cannot tell; pass an array of 3 dimensions or a Tensor<T>");
    }

    [Fact]
    public void AFlatValueForAShapeWithAnEmptyAxis()
    {
        var nothing = Array.Empty<float>();
        Check(
            TestContract.Argument("x", DataType.Float, -1, 0), call => call.Input<float>(0, nothing),
            "nothing has 0 elements, expected [?, 0] (a known axis is 0, so the unknown one cannot be told from a count)");
    }

    [Fact]
    public void NoElementsForAShapeThatNoTensorHas()
    {
        var nothing = Array.Empty<float>();
        var error = Refused(TestContract.Argument("x", DataType.Float, -1, 1L << 40, 1L << 40), call => call.Input<float>(0, nothing));

        Assert.Equal("nothing", error.ParamName);
    }

    [Fact]
    public void ANullReference()
    {
        Check(s_boxes, call => call.Input<float>(0, (float[])null!, "boxes"), "boxes is null, expected float [?, 4]");
        Check(s_boxes, call => call.Input<float>(0, (float[,])null!, "boxes"), "boxes is null, expected float [?, 4]");
        Check(s_boxes, call => call.Input<float>(0, (Tensor<float>)null!, "boxes"), "boxes is null, expected float [?, 4]");
        Check(s_words, call => call.Input(0, (TextTensorInput)(string[])null!, "words"), "words is null, expected string [?, 2]");
        Check(TestContract.Argument("file", DataType.String), call => call.Input(0, (TextInput)(string)null!, "file"), "file is null, expected string []");
        Check(TestContract.Sparse("x", DataType.Float, -1, 4), call => call.Input<float>(0, (SparseInput<float>)(SparseTensor<float>)null!, "x"), "x is null, expected float [?, 4]");
        Check(TestContract.Ragged("x", DataType.Float, 1, DataType.Int64, -1, -1), call => call.Input<float>(0, (RaggedInput<float>)(float[][])null!, "x"), "x is null, expected float [?, ?]");
    }

    [Fact]
    public void NothingWhereThereIsNoDefault()
    {
        Check(s_boxes, call => call.Input<float>(0, default(TensorInput<float>), "boxes"), "boxes is not given (default), expected float [?, 4]");
        Check(s_scale, call => call.Input(0, (float?)null, "scale"), "scale is not given (default), expected float []");
        Check(s_words, call => call.Input(0, default(TextTensorInput), "words"), "words is not given (default), expected string [?, 2]");
        Check(TestContract.Argument("file", DataType.String), call => call.Input(0, default(TextInput), "file"), "file is not given (default), expected string []");
        Check(TestContract.Sparse("x", DataType.Float, -1), call => call.Input<float>(0, default(SparseInput<float>), "x"), "x is not given (default), expected float [?]");
        Check(TestContract.Ragged("x", DataType.Float, 1, DataType.Int64, -1, -1), call => call.Input<float>(0, default(RaggedInput<float>), "x"), "x is not given (default), expected float [?, ?]");
    }

    [Fact]
    public void ElementsOfAnotherType()
    {
        Check(s_boxes, call => call.Input<double>(0, new double[4], "boxes"), "boxes has elements of Double, expected float");
        Check(s_boxes, call => call.Input(0, (TextTensorInput)new[] { "a" }, "boxes"), "boxes has elements of TensorString, expected float");
        Check(s_scale, call => call.Input(0, 1, "scale"), "scale has elements of Int32, expected float");
        Check(s_words, call => call.Input<byte>(0, new byte[2], "words"), "words has elements of Byte, expected string");
    }

    [Fact]
    public void TextWithHalfASurrogatePair()
    {
        string file = "grün \ud83d";
        var error = Refused(TestContract.Argument("file", DataType.String), call => call.Input(0, file));

        Assert.StartsWith("FaceEmbedder.EmbedCrops: file holds half of a surrogate pair, which UTF-8 cannot say; pass bytes if it is no text (", error.Message, StringComparison.Ordinal);
        Assert.Equal("file", error.Argument);

        string[] words = ["good", new string('x', 1000) + "\udc00"];
        Assert.Contains("words holds half of a surrogate pair", Refused(s_words, call => call.Input(0, (TextTensorInput)words, "words")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ANullAmongTexts()
    {
        Check(s_words, call => call.Input(0, (TextTensorInput)new[] { "a", "b", null!, "d" }, "words"), "element 2 of words is null, expected text");
        Check(s_words, call => call.Input(0, (TextTensorInput)new byte[][] { [1], null! }, "words"), "element 1 of words is null, expected text");
    }

    [Fact]
    public void TextsOfAnotherShape()
    {
        Check(s_words, call => call.Input(0, (TextTensorInput)new[] { "a", "b", "c" }, "words"), "words has 3 elements, expected [?, 2] (3 = 1 × 2 + 1)");
        Check(s_words, call => call.Input(0, (TextTensorInput)new string[1, 3], "words"), "words is [1, 3], expected [?, 2] (axis 1: 3 ≠ 2)");
    }

    [Fact]
    public void MoreElementsThanOneArgumentTakes()
    {
        var error = Refused(TestContract.Argument("x", DataType.UInt8, -1, -1), call => call.Input<byte>(0, new ReadOnlyTensorSpan<byte>([1], [100_000, 100_000], [0, 0]), "x"));

        Assert.Equal("FaceEmbedder.EmbedCrops: x is [100000, 100000], 10000000000 elements, more than the 2147483647 that one argument takes.", error.Message);
    }

    [Fact]
    public void SparseCoordinatesOutsideOfTheShape()
    {
        var x = TestContract.Sparse("x", DataType.Float, -1, 4);
        Check(x, call => call.Input(0, new SparseInput<float>([0, 1, 2, 4], [1, 2], [3, 4]), "x"), "the coordinate 4 of element 1 of x is outside of [3, 4] (axis 1)");
        Check(x, call => call.Input(0, new SparseInput<float>([-1, 1], [1], [3, 4]), "x"), "the coordinate -1 of element 0 of x is outside of [3, 4] (axis 0)");
        Check(x, call => call.Input(0, new SparseInput<float>([0, 0], [1], [3, 5]), "x"), "x is [3, 5], expected [?, 4] (axis 1: 5 ≠ 4)");
    }

    [Fact]
    public void SparseShapesThatNoTensorHas()
    {
        Check(TestContract.Sparse("x", DataType.Float, -1, 4), call => call.Input(0, new SparseInput<float>([], [], [-1, 4]), "x"), "x has the shape [-1, 4], which no tensor has");
        Check(TestContract.Sparse("x", DataType.Float, -1, -1), call => call.Input(0, new SparseInput<float>([], [], [1L << 40, 1L << 40]), "x"), "x has the shape [1099511627776, 1099511627776], which no tensor has");
    }

    [Fact]
    public void RaggedRowsOfAnotherShape()
    {
        var x = TestContract.Ragged("x", DataType.Float, 1, DataType.Int64, 2, -1, 3);
        Check(x, call => call.Input<float>(0, new RaggedTensor<float>([[1]]), "x"), "x is [1, ?], expected [2, ?, 3]");
        Check(x, call => call.Input<float>(0, new RaggedTensor<float>(new float[4], [[0, 1, 2]], 2), "x"), "x is [2, ?, 2], expected [2, ?, 3]");
        Check(x, call => call.Input<float>(0, new RaggedTensor<float>(new float[3], [[0, 1], [0, 1]], 3), "x"), "x has 2 ragged level(s), expected 1");
    }

    [Fact]
    public void RaggedPartsThatWereChangedSinceTheyWereMade()
    {
        var tensor = new RaggedTensor<float>([[1, 2], [3]]);
        tensor.RowSplits[0][2] = 1;
        var error = Refused(TestContract.Ragged("x", DataType.Float, 1, DataType.Int64, -1, -1), call => call.Input<float>(0, tensor));

        Assert.StartsWith("FaceEmbedder.EmbedCrops: tensor was changed since it was made (The row splits of level 0 must begin with 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RaggedSplitsBeyondTheModelsType()
    {
        var tensor = new RaggedTensor<float>([], [[0, 1L << 32]], 0);
        Check(
            TestContract.Ragged("x", DataType.Float, 1, DataType.Int32, -1, -1, 0), call => call.Input<float>(0, tensor),
            "tensor has row splits beyond 2147483647, which the model's int32 splits cannot say");
    }

    private static void Check(ArgumentContract input, Give give, string problem) => Assert.Equal($"FaceEmbedder.EmbedCrops: {problem}.", Refused(input, give).Message);

    private static TensorArgumentException Refused(ArgumentContract input, Give give)
    {
        var (model, engine) = ScriptedSession.Load([input], []);
        engine.OnRun = (_, _) => Assert.Fail("The call was run.");
        using (model)
        {
            return Assert.Throws<TensorArgumentException>(() =>
            {
                using var call = model.Begin(0, method: "EmbedCrops");
                give(call);
                call.Run();
            });
        }
    }
}
