using TypedModels.Runtime;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Calls;

/// <summary>What callers read of what an engine leaves.</summary>
public sealed class ResultTests
{
    private delegate T Read<T>(ModelResults results);

    [Theory]
    [InlineData(new long[] { 3, 2 })]
    [InlineData(new long[] { 0, 2 })]
    [InlineData(new long[] { 3, 0 })]
    [InlineData(new long[] { 1, 1, 1, 2, 1, 1, 1, 1, 3 })]
    public void ATensorHasItsShapeAndElements(long[] shape)
    {
        long count = shape.Aggregate(1L, (product, length) => product * length);
        float[] values = [.. Enumerable.Range(0, (int)count).Select(value => (float)value)];
        var tensor = Of(TestContract.AnyRank("y", DataType.Float), frame => frame.Answer<float>(0, shape, values), results => results.AnyRank<float>(0)).Tensor;

        Assert.Equal(shape, Array.ConvertAll(tensor.Lengths.ToArray(), length => (long)length));
        Assert.Equal(values, tensor);
    }

    [Fact]
    public void AVectorWithoutElementsIsEmpty() =>
        Assert.Equal([0], Of(TestContract.Argument("y", DataType.Float, -1), frame => frame.Answer<float>(0, [0]), results => results.Tensor<float>(0)).Lengths.ToArray());

    [Fact]
    public void ResultsBelongToTheirReader()
    {
        var (model, _) = ScriptedSession.LoadEcho();
        using (model)
        {
            var first = Echo(model, 1);
            var second = Echo(model, 2);

            Assert.Equal(1, first[0]);
            Assert.Equal(2, second[0]);
        }
    }

    [Fact]
    public void UnknownRankMayBeAScalar()
    {
        Assert.Equal(5, Of(TestContract.AnyRank("y", DataType.Int32), frame => frame.Answer(0, [], 5), results => results.AnyRank<int>(0)).Scalar);
        Assert.Equal("a", Of(TestContract.AnyRank("y", DataType.String), frame => frame.AnswerTexts(0, [], [0x61]), results => results.AnyRankTexts(0)).Scalar);
        Assert.Equal(["a", ""], Of(TestContract.AnyRank("y", DataType.String), frame => frame.AnswerTexts(0, [2], [0x61], []), results => results.AnyRankTexts(0)).Tensor.Select(text => text.ToString()));
    }

    [Fact]
    public void TextsKeepTheirBytes()
    {
        var texts = Of(TestContract.Argument("y", DataType.String, -1, 1), frame => frame.AnswerTexts(0, [2, 1], [0xFF, 0], []), results => results.Texts(0));

        Assert.Equal([2, 1], texts.Lengths.ToArray());
        Assert.Equal([0xFF, 0], texts[0, 0].Bytes.ToArray());
        Assert.Equal("", Of(TestContract.Argument("y", DataType.String), frame => frame.AnswerTexts(0, [], []), results => results.Text(0)));
    }

    [Fact]
    public void AShapeThatIsNotTheDeclaredOneIsTheModelsError()
    {
        var error = Broken(TestContract.Argument("y", DataType.Float, -1, 4), frame => frame.Answer<float>(0, [1, 3], 1, 2, 3), results => results.Tensor<float>(0));
        Assert.Equal("FaceEmbedder, signature 'embed_crops': y is [1, 3], though the model declares [?, 4].", error.Message);
        Assert.Equal("face_embedder", error.Model);
        Assert.Equal("embed_crops", error.Signature);
        Assert.Equal(ModelErrorCode.Internal, error.Code);

        Broken(TestContract.Argument("y", DataType.Float), frame => frame.Answer<float>(0, [1], 1), results => results.Scalar<float>(0));
        Broken(TestContract.Argument("y", DataType.String), frame => frame.AnswerTexts(0, [1], [1]), results => results.Text(0));
    }

    [Fact]
    public void AnotherElementTypeMeansThatTheCodeIsOld()
    {
        var (model, engine) = ScriptedSession.Load([], [TestContract.Argument("y", DataType.Float, -1)]);
        engine.OnRun = (frame, _) => frame.Answer<float>(0, [1], 1);
        using (model)
        {
            var error = Assert.Throws<InvalidOperationException>(() =>
            {
                using var call = model.Begin(0);
                call.Run();
                return call.Results.Tensor<double>(0);
            });
            Assert.Equal("FaceEmbedder, signature 'embed_crops': y has elements of float, which Double does not carry. Rebuild the project.", error.Message);
        }
    }

    [Fact]
    public void ASparseResultIsReadFromItsThreeTensors()
    {
        var tensor = Of(TestContract.Sparse("y", DataType.Float, -1, 4), frame => Sparse(frame, [2, 2], [0, 1, 2, 3], [3, 4]), results => results.Sparse<float>(0));

        Assert.Equal([5, 6], tensor.Values);
        Assert.Equal([2, 3], tensor.IndexOf(1));
        Assert.Equal([3, 4], tensor.Shape);
    }

    [Fact]
    public void ASparseResultThatContradictsItselfIsTheModelsError()
    {
        Assert.Equal(
            "FaceEmbedder, signature 'embed_crops': y has 3 coordinates for 2 elements of rank 2.",
            Broken(TestContract.Sparse("y", DataType.Float, -1, 4), frame => Sparse(frame, [3, 1], [0, 1, 2], [3, 4]), results => results.Sparse<float>(0)).Message);
        Assert.Equal(
            "FaceEmbedder, signature 'embed_crops': y is [3, 5], though the model declares [?, 4].",
            Broken(TestContract.Sparse("y", DataType.Float, -1, 4), frame => Sparse(frame, [2, 2], [0, 1, 2, 3], [3, 5]), results => results.Sparse<float>(0)).Message);
    }

    [Theory]
    [InlineData(DataType.Int32)]
    [InlineData(DataType.Int64)]
    public void ARaggedResultIsReadFromItsValuesAndSplits(DataType splits)
    {
        var tensor = Of(TestContract.Ragged("y", DataType.Float, 1, splits, -1, -1, 2), frame => Ragged(frame, splits, [3, 2], 0, 2, 3), results => results.Ragged<float>(0));

        Assert.Equal([0, 2, 3], tensor.RowSplits[0]);
        Assert.Equal([2], tensor.InnerShape);
        Assert.Equal(6, tensor.Values.Length);
    }

    [Fact]
    public void ARaggedResultThatContradictsItselfIsTheModelsError()
    {
        var y = TestContract.Ragged("y", DataType.Float, 1, DataType.Int64, -1, -1);
        Assert.StartsWith(
            "FaceEmbedder, signature 'embed_crops': y is no ragged tensor: The row splits of level 0 must begin with 0",
            Broken(y, frame => Ragged(frame, DataType.Int64, [3], 0, 2, 4), results => results.Ragged<float>(0)).Message,
            StringComparison.Ordinal);
        Broken(y, frame => Ragged(frame, DataType.Int64, [], 0, 2), results => results.Ragged<float>(0));
    }

    [Fact]
    public void ABufferMayBeLargerThanNeeded()
    {
        float[] buffer = [9, 9, 9, 9];
        var size = Of(TestContract.Argument("y", DataType.Float, -1, 3), frame => frame.Answer<float>(0, [1, 3], 1, 2, 3), results => results.Write<float>(0, buffer));

        Assert.Equal(new TensorSize([1, 3]), size);
        Assert.Equal([1, 2, 3, 9], buffer);
    }

    [Fact]
    public void AnEmptyResultNeedsNoBuffer() =>
        Assert.Equal(new TensorSize([0, 3]), Of(TestContract.Argument("y", DataType.Float, -1, 3), frame => frame.Answer<float>(0, [0, 3]), results => results.Write<float>(0, [])));

    [Fact]
    public void ABufferThatTurnsOutTooSmallIsLeftAsItWas()
    {
        var (model, engine) = ScriptedSession.Load([], [TestContract.Argument("y", DataType.Float, -1, 3)]);
        engine.OnRun = (frame, _) => frame.Answer<float>(0, [2, 3], 1, 2, 3, 4, 5, 6);
        float[] buffer = [9, 9, 9, 9, 9];
        using (model)
        {
            var error = Assert.Throws<TensorArgumentException>(() =>
            {
                using var call = model.Begin(0);
                call.Reserve(0, buffer.Length);
                call.Run();
                call.Results.Write<float>(0, buffer);
            });
            Assert.Equal("FaceEmbedder, signature 'embed_crops': the buffer for y holds 5 elements, expected at least 6 for [2, 3].", error.Message);
            Assert.Equal("y", error.Argument);
        }

        Assert.Equal([9, 9, 9, 9, 9], buffer);
    }

    [Fact]
    public void ABufferThatCanNeverDoIsRefusedBeforeTheRun()
    {
        var (model, engine) = ScriptedSession.Load([], [TestContract.Argument("y", DataType.Float, 2, 3)]);
        engine.OnRun = (_, _) => Assert.Fail("The call was run.");
        using (model)
        {
            var error = Assert.Throws<TensorArgumentException>(() =>
            {
                using var call = model.Begin(0);
                call.Reserve(0, 5);
                call.Run();
            });
            Assert.Equal("FaceEmbedder, signature 'embed_crops': the buffer for y holds 5 elements, expected at least 6 for [2, 3].", error.Message);
        }
    }

    private static void Sparse(ScriptedFrame frame, long[] indicesShape, long[] indices, long[] shape)
    {
        frame.Answer<float>(0, [2], 5, 6);
        frame.Answer<long>(1, indicesShape, indices);
        frame.Answer<long>(2, [shape.Length], shape);
    }

    private static void Ragged(ScriptedFrame frame, DataType type, long[] valuesShape, params long[] splits)
    {
        frame.Answer<float>(0, valuesShape, new float[valuesShape.Aggregate(1L, (product, length) => product * length)]);
        if (type == DataType.Int32)
        {
            frame.Answer<int>(1, [splits.Length], Array.ConvertAll(splits, split => (int)split));
        }
        else
        {
            frame.Answer<long>(1, [splits.Length], splits);
        }
    }

    private static T Of<T>(ArgumentContract output, Action<ScriptedFrame> answer, Read<T> read)
    {
        var (model, engine) = ScriptedSession.Load([], [output]);
        engine.OnRun = (frame, _) => answer(frame);
        using (model)
        {
            using var call = model.Begin(0);
            call.Run();
            return read(call.Results);
        }
    }

    private static ModelRunException Broken<T>(ArgumentContract output, Action<ScriptedFrame> answer, Read<T> read) =>
        Assert.Throws<ModelRunException>(() => { _ = Of(output, answer, read); });

    private static System.Numerics.Tensors.Tensor<float> Echo(ModelSession model, float value)
    {
        using var call = model.Begin(0);
        call.Input<float>(0, [value]);
        call.Run();
        return call.Results.Tensor<float>(0);
    }
}
