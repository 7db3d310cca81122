using TypedModels.Engine.Tests.Support;

namespace TypedModels.Engine.Tests.Import;

/// <summary>Signatures whose arguments and results are any tensors of a graph: what is given cuts the graph there.</summary>
public sealed class InnerTensorTests
{
    private static readonly RawTensor s_input = RecordedAnswers.Find("shared_encoder", "before", "inputs", "input");

    [Fact]
    public void AnInnerTensorIsGivenAndWanted()
    {
        var code = RecordedAnswers.Find("shared_encoder", "before", "outputs", "code");
        var expected = RecordedAnswers.Find("shared_encoder", "before", "outputs", "decoder_b");

        RecordedAnswers.AssertClose(code, Call("input:0", "encoder/code:0", s_input)[0]);
        RecordedAnswers.AssertClose(expected, Call("encoder/code:0", "decoder_b/output:0", code)[0]);
    }

    [Theory]
    [InlineData("decoder_b/dense_0/kernel:0")]
    [InlineData("decoder_b/dense_0/kernel")]
    [InlineData("decoder_b/dense_0/kernel/read:0")]
    public void AReferenceVariableIsWantedAsItsValue(string tensor)
    {
        var value = Call("encoder/code:0", tensor, RecordedAnswers.Find("shared_encoder", "before", "outputs", "code"))[0];

        byte[] stored = new byte[value.Bytes.Length];
        new CheckpointValue(Path.Combine(VariableModels.SharedEncoderFolder, "all.ckpt"), "decoder_b/dense_0/kernel").Read(stored);
        Assert.Equal([4, 8], value.Shape);
        Assert.Equal(stored, value.Bytes);
    }

    [Theory]
    [InlineData("decoder_b/dense_1/kernel/read:0")]
    [InlineData("decoder_b/dense_1/kernel:0")]
    public void TheReadOfAVariableIsGiven(string tensor)
    {
        var code = RecordedAnswers.Find("shared_encoder", "before", "outputs", "code");
        var answer = Call($"encoder/code:0 {tensor}", "decoder_b/output:0", code, RawTensor.Zeros(DataType.Float, 8, 5))[0];

        byte[] bias = new byte[5 * sizeof(float)];
        new CheckpointValue(Path.Combine(VariableModels.SharedEncoderFolder, "all.ckpt"), "decoder_b/dense_1/bias").Read(bias);
        Assert.Equal([.. bias, .. bias], answer.Bytes);
    }

    [Fact]
    public void AnArgumentIsWantedToo()
    {
        var answers = Call("input:0", "input:0 encoder/code:0 input:0", s_input);

        Assert.Equal(s_input.Bytes, answers[0].Bytes);
        Assert.Equal(s_input.Bytes, answers[2].Bytes);
    }

    [Fact]
    public void WhatIsMadePartOfAProductIsGivenAndWantedAllTheSame()
    {
        string[] inner = ["encoder/dense_0/MatMul", "encoder/dense_0/add", "encoder/dense_0/Relu", "encoder/dense_1/MatMul", "encoder/dense_1/add"];
        var together = Call("input:0", string.Join(' ', inner.Append("encoder/code")), s_input);

        // Each again as a cut: what lies behind it follows from it alone.
        for (int i = 0; i < inner.Length; i++)
        {
            RecordedAnswers.AssertClose(together[i], Call("input:0", inner[i], s_input)[0]);
            RecordedAnswers.AssertClose(together[^1], Call(inner[i], "encoder/code", together[i])[0]);
        }
    }

    [Fact]
    public void ConstantsAreWanted()
    {
        var graph = new GraphBuilder().Argument("x", DataType.Int32).Constant("c", 7).Node("y", "AddV2", "x c", NodeAttribute.Type("T", DataType.Int32));
        using var model = LoadedGraph.Load(graph, "x", "c y");

        Assert.Equal([[7], [8]], model.Call([1]));
    }

    [Fact]
    public void APlaceholderOfOneShapeDoesNotBindWhatIsGivenBehindIt()
    {
        var graph = new GraphBuilder()
            .Node("x", "Placeholder", "", NodeAttribute.Type("dtype", DataType.Int32), NodeAttribute.Shape("shape", 2))
            .Node("negative", "Neg", "x", NodeAttribute.Type("T", DataType.Int32))
            .Node("y", "Neg", "negative", NodeAttribute.Type("T", DataType.Int32));
        using var model = LoadedGraph.Load(graph, "negative", "y");

        Assert.Equal([[-1, -2, -3]], model.Call([1, 2, 3]));
    }

    [Fact]
    public void OneOfSeveralValuesOfANodeIsGiven()
    {
        var graph = new GraphBuilder()
            .Argument("x", DataType.Int32)
            .Constant("axis", 0)
            .Node("parts", "Split", "axis x", NodeAttribute.Type("T", DataType.Int32), NodeAttribute.Integer("num_split", 2))
            .Node("y", "Sub", "parts:1 parts", NodeAttribute.Type("T", DataType.Int32));
        using var model = LoadedGraph.Load(graph, "x parts:1", "y");

        Assert.Equal([[9, 18]], model.Call([1, 2, 3, 4], [10, 20]));
    }

    [Fact]
    public void WhatWaitsForANodeWhoseValueIsGivenLetsItRun()
    {
        var type = NodeAttribute.Type("dtype", DataType.Int32);
        var graph = new GraphBuilder()
            .Argument("x", DataType.Int32)
            .Constant("one", 1)
            .Node("v", "VariableV2", "", type, NodeAttribute.Shape("shape"))
            .Node("set", "Assign", "v one", NodeAttribute.Type("T", DataType.Int32))
            .Node("y", "Add", "x set ^set ^x", NodeAttribute.Type("T", DataType.Int32))
            .Node("read", "Identity", "v ^y", NodeAttribute.Type("T", DataType.Int32));
        using var model = LoadedGraph.Load(graph, "x set", "y read");

        Assert.Equal([[42], [1]], model.Call([40], [2]));
    }

    private static RawTensor[] Call(string inputs, string outputs, params RawTensor[] values)
    {
        var model = VariableModels.PartOfSharedEncoder("all.ckpt", (inputs, outputs));
        using var session = VariableModels.Open(model);
        return RawTensor.Call(session, model, 0, default, values);
    }
}
