using System.Numerics.Tensors;
using TypedModels.Runtime;
using TypedModels.Tests.Support;

namespace TypedModels.Tests;

public sealed class FakeTests
{
    [Fact]
    public void ItIsGivenTheArgumentsAndItsAnswerIsTheResult()
    {
        using var fake = Fake(
            [TestContract.Argument("boxes", DataType.Float, -1, 4), TestContract.Argument("file", DataType.String), TestContract.Argument("k", DataType.Int32)],
            [TestContract.Argument("scores", DataType.Float, -1), TestContract.Argument("label", DataType.String), TestContract.Argument("count", DataType.Int32)],
            call =>
            {
                Assert.Equal([2, 4], call.Inputs.Tensor<float>(0).Lengths.ToArray());
                Assert.Equal("ß", call.Inputs.Text(1));
                call.Output(0, Tensor.Create<float>([0.5f, 0.25f], [2]));
                call.Output(1, "face");
                call.Output(2, call.Inputs.Scalar<int>(2) + 1);
            });
        using var call = fake.Begin(0);
        call.Input<float>(0, new float[2, 4]);
        call.Input(1, (TextInput)"ß");
        call.Input(2, 6);
        call.Run();

        Assert.Equal([0.5f, 0.25f], call.Results.Tensor<float>(0));
        Assert.Equal("face", call.Results.Text(1));
        Assert.Equal(7, call.Results.Scalar<int>(2));
        Assert.Equal("fake", fake.Info.Engine);
    }

    [Fact]
    public void WrongArgumentsAreRefusedAsTheModelWould()
    {
        using var fake = Fake([TestContract.Argument("boxes", DataType.Float, -1, 4)], [], _ => Assert.Fail("It was called."));
        var error = Assert.Throws<TensorArgumentException>(() =>
        {
            var boxes = new float[7, 5];
            using var call = fake.Begin(0, method: "EmbedCrops");
            call.Input<float>(0, boxes);
        });

        Assert.Equal("FaceEmbedder.EmbedCrops: boxes is [7, 5], expected [?, 4] (axis 1: 5 ≠ 4).", error.Message);
    }

    [Fact]
    public void WhatIsLeftOutIsTheContractsDefault()
    {
        using var fake = Fake(
            [
                TestContract.Argument("f", DataType.Float).WithDefault(TensorShape.Scalar, "2.5"),
                TestContract.Argument("i", DataType.Int8, 2).WithDefault(new TensorShape(2), "-3", "127"),
                TestContract.Argument("s", DataType.String).WithDefault(TensorShape.Scalar, "\"metre\""),
                TestContract.Argument("c", DataType.Complex64).WithDefault(TensorShape.Scalar, "(1.5,-2)"),
                TestContract.Argument("u", DataType.UInt64).WithDefault(TensorShape.Scalar, "18446744073709551615"),
                TestContract.Argument("b", DataType.Bool).WithDefault(TensorShape.Scalar, "true"),
                TestContract.Argument("h", DataType.Half).WithDefault(TensorShape.Scalar, "0.5"),
                TestContract.Argument("n", DataType.Double).WithDefault(TensorShape.Scalar, "NaN"),
            ],
            [],
            call =>
            {
                Assert.Equal(2.5f, call.Inputs.Scalar<float>(0));
                Assert.Equal(new sbyte[] { -3, 127 }, call.Inputs.Tensor<sbyte>(1));
                Assert.Equal("metre", call.Inputs.Text(2));
                Assert.Equal(new Complex64(1.5f, -2), call.Inputs.Scalar<Complex64>(3));
                Assert.Equal(ulong.MaxValue, call.Inputs.Scalar<ulong>(4));
                Assert.True(call.Inputs.Scalar<bool>(5));
                Assert.Equal((Half)0.5, call.Inputs.Scalar<Half>(6));
                Assert.Equal(double.NaN, call.Inputs.Scalar<double>(7));
            });
        using var call = fake.Begin(0);
        call.Input(0, (float?)null);
        call.Input<sbyte>(1, default(TensorInput<sbyte>));
        call.Input(2, default(TextInput));
        call.Input(3, (Complex64?)null);
        call.Input(4, (ulong?)null);
        call.Input(5, (bool?)null);
        call.Input(6, (Half?)null);
        call.Input(7, (double?)null);
        call.Run();
    }

    [Fact]
    public void SparseAndRaggedValuesGoInAndOut()
    {
        var sparse = new SparseTensor<float>([0, 1], [5], [3, 4]);
        var ragged = new RaggedTensor<TensorString>([["a", "b"], [], ["c"]]);
        using var fake = Fake(
            [TestContract.Sparse("x", DataType.Float, -1, 4), TestContract.Ragged("r", DataType.String, 1, DataType.Int32, -1, -1)],
            [TestContract.Sparse("y", DataType.Float, -1, 4), TestContract.Ragged("s", DataType.String, 1, DataType.Int32, -1, -1)],
            call =>
            {
                call.Output(0, call.Inputs.Sparse<float>(0));
                call.Output(1, call.Inputs.RaggedTexts(1));
            });
        using var call = fake.Begin(0);
        call.Input<float>(0, sparse);
        call.Input<TensorString>(1, ragged);
        call.Run();

        Assert.Equal(sparse.Indices, call.Results.Sparse<float>(0).Indices);
        Assert.Equal(ragged.RowSplits[0], call.Results.RaggedTexts(1).RowSplits[0]);
        Assert.Equal(["a", "b", "c"], call.Results.RaggedTexts(1).Values.Select(text => text.ToString()));
    }

    [Fact]
    public void AnswersMayBeSlicesOrEmpty()
    {
        var whole = Tensor.Create<float>([1, 2, 3, 4, 5, 6], [2, 3]);

        Assert.Equal([2, 3, 5, 6], Answer<Tensor<float>>(TestContract.Argument("y", DataType.Float, -1, 2), call => call.Output<float>(0, whole.Slice([0..2, 1..3])), results => results.Tensor<float>(0)));
        Assert.Equal([0], Answer(TestContract.Argument("y", DataType.Float, -1), call => call.Output<float>(0, Tensor<float>.Empty), results => results.Tensor<float>(0).Lengths.ToArray()));
        Assert.Equal([0], Answer(TestContract.Argument("y", DataType.String, -1), call => call.Output(0, Tensor<TensorString>.Empty), results => results.Texts(0).Lengths.ToArray()));
        Assert.Equal([0, 2], Answer(TestContract.Argument("y", DataType.String, -1, 2), call => call.Output(0, Tensor.CreateFromShape<TensorString>([0, 2])), results => results.Texts(0).Lengths.ToArray()));
    }

    [Fact]
    public void AnAnswerOfUnknownRankMayBeAScalarOrATensor()
    {
        Assert.Equal(5, Answer(TestContract.AnyRank("y", DataType.Int32), call => call.Output<int>(0, new AnyRankTensor<int>(5)), results => results.AnyRank<int>(0).Scalar));
        Assert.Equal([5, 6], Answer<Tensor<int>>(TestContract.AnyRank("y", DataType.Int32), call => call.Output<int>(0, new AnyRankTensor<int>(Tensor.Create<int>([5, 6], [2]))), results => results.AnyRank<int>(0).Tensor));
        Assert.Equal("a", Answer(TestContract.AnyRank("y", DataType.String), call => call.Output(0, new AnyRankTensor<TensorString>("a")), results => results.AnyRankTexts(0).Scalar.ToString()));
    }

    [Fact]
    public void AnAnswerThatBreaksTheContractIsRefused()
    {
        var boxes = TestContract.Argument("boxes", DataType.Float, -1, 4);
        Refused(boxes, call => call.Output<float>(0, Tensor.Create<float>([1, 2], [1, 2])), "boxes is [1, 2], expected [?, 4]");
        Refused(boxes, call => call.Output<float>(0, (Tensor<float>?)null), "boxes is null");
        Refused(boxes, _ => { }, "boxes was not answered");
        Refused(boxes, call => call.Output<double>(0, Tensor.CreateFromShape<double>([1, 4])), "boxes has elements of Double, expected float");
        Refused(TestContract.Argument("label", DataType.String), call => call.Output(0, 5), "label has elements of Int32, expected string");
        Refused(TestContract.Sparse("y", DataType.Float, -1, 4), call => call.Output(0, new SparseTensor<float>([], [], [3, 5])), "y is [3, 5], expected [?, 4]");

        var ragged = TestContract.Ragged("y", DataType.Float, 1, DataType.Int64, 2, -1);
        Refused(ragged, call => call.Output(0, new RaggedTensor<float>([[1]])), "y is [1, ?], expected [2, ?]");
        Refused(ragged, call => call.Output(0, new RaggedTensor<double>([[1], [2]])), "y has elements of Double, expected float");
        Refused(ragged, call => call.Output(0, new RaggedTensor<float>([1], [[0, 1], [0, 1]])), "y has 2 ragged level(s), expected 1");
    }

    [Fact]
    public void ASignatureWithoutAnAnswerSaysSo()
    {
        using var fake = Fake([], [], null);
        var error = Assert.Throws<InvalidOperationException>(() =>
        {
            using var call = fake.Begin(0);
            call.Run();
        });

        Assert.Equal("FaceEmbedder.Fake was given no answer for the signature 'embed_crops'.", error.Message);
    }

    [Fact]
    public void TheAnswersOwnExceptionReachesTheCaller()
    {
        using var fake = Fake([], [], _ => throw new TimeoutException("the test's own"));

        Assert.Equal("the test's own", Assert.Throws<TimeoutException>(() =>
        {
            using var call = fake.Begin(0);
            call.Run();
        }).Message);
    }

    [Fact]
    public void AsManyAnswersAsSignaturesAreNeeded()
    {
        var contract = new ModelContract { Model = "m", Path = "m", Signatures = [TestContract.Signature("a", [], []), TestContract.Signature("b", [], [])] };

        Assert.Equal("1 answers were given for 2 signatures. (Parameter 'answers')", Assert.Throws<ArgumentException>(() => ModelSession.Fake(contract, [null])).Message);
    }

    [Fact]
    public async Task ManyThreadsMayCallIt()
    {
        await using var fake = Fake(
            [TestContract.Argument("x", DataType.Int32, -1)], [TestContract.Argument("y", DataType.Int32, -1)], call => call.Output<int>(0, call.Inputs.Tensor<int>(0)));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Wait.OnThread(() =>
        {
            for (int i = 0; i < 2000; i++)
            {
                using var call = fake.Begin(0);
                call.Input<int>(0, [worker, i]);
                call.Run();
                Assert.Equal([worker, i], call.Results.Tensor<int>(0));
            }
        })));
    }

    private static ModelSession Fake(IEnumerable<ArgumentContract> inputs, IEnumerable<ArgumentContract> outputs, Action<FakeCall>? answer) => ModelSession.Fake(
        new ModelContract { Model = "face_embedder", Path = "models/face_embedder", Signatures = [TestContract.Signature("embed_crops", inputs, outputs)] }, [answer], "FaceEmbedder");

    private static T Answer<T>(ArgumentContract output, Action<FakeCall> answer, Func<ModelResults, T> read)
    {
        using var fake = Fake([], [output], answer);
        using var call = fake.Begin(0);
        call.Run();
        return read(call.Results);
    }

    private static void Refused(ArgumentContract output, Action<FakeCall> answer, string problem) => Assert.Equal(
        $"The fake's answer to FaceEmbedder, signature 'embed_crops': {problem}.",
        Assert.Throws<InvalidOperationException>(() => Answer(output, answer, _ => 0)).Message);
}
