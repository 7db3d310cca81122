using TypedModels.Engine.Tests.Support;
using TypedModels.Engines;

namespace TypedModels.Engine.Tests.Loading;

/// <summary>Models that use variables of another loaded model.</summary>
public sealed class SharedVariableTests
{
    private static readonly RawTensor s_input = RecordedAnswers.Find("shared_encoder", "before", "inputs", "input");

    [Theory]
    [InlineData("decoder_a")]
    [InlineData("decoder_b")]
    [InlineData("decoder_c")]
    public void ADecoderAnswersOverTheEncodersVariables(string name)
    {
        using var encoder = VariableModels.Open(Encoder());
        var model = VariableModels.DecoderOverEncoder(name);
        using var decoder = VariableModels.OpenSharing(encoder, model, VariableModels.SharedUnder(model, "encoder/"));

        Assert.False(decoder.WritesSharedVariables);
        RecordedAnswers.AssertClose(RecordedAnswers.Find("shared_encoder", "before", "outputs", name), RawTensor.Call(decoder, model, 0, default, s_input)[0]);
    }

    [Fact]
    public void VariablesOutliveTheirOwner()
    {
        var encoder = VariableModels.Open(Encoder());
        var model = VariableModels.DecoderOverEncoder("decoder_a");
        using var decoder = VariableModels.OpenSharing(encoder, model, VariableModels.SharedUnder(model, "encoder/"));
        encoder.Dispose();
        VariableModels.Restore(decoder);

        RecordedAnswers.AssertClose(RecordedAnswers.Find("shared_encoder", "before", "outputs", "decoder_a"), RawTensor.Call(decoder, model, 0, default, s_input)[0]);
    }

    [Fact]
    public void ASharersEndLeavesTheOwnerAsItIs()
    {
        var model = Encoder();
        using var encoder = VariableModels.Open(model);
        var decoder = VariableModels.DecoderOverEncoder("decoder_a");
        VariableModels.OpenSharing(encoder, decoder, VariableModels.SharedUnder(decoder, "encoder/")).Dispose();
        VariableModels.Restore(encoder);

        RecordedAnswers.AssertClose(RecordedAnswers.Find("shared_encoder", "before", "outputs", "code"), RawTensor.Call(encoder, model, 0, default, s_input)[0]);
    }

    [Fact]
    public void ARestoreOfSharedVariablesIsCommittedInEveryModel()
    {
        var encoderModel = Encoder();
        using var encoder = VariableModels.Open(encoderModel);
        var model = VariableModels.DecoderOverEncoder("decoder_a");
        using var decoder = VariableModels.OpenSharing(encoder, model, VariableModels.SharedUnder(model, "encoder/"));
        var zeros = encoderModel.Values.Select(value => value with { Data = Zeros(value.Data) }).ToArray();
        using (var ofEncoder = encoder.Prepare(zeros, CancellationToken.None))
        using (var ofDecoder = decoder.Prepare(zeros, CancellationToken.None))
        {
            RecordedAnswers.AssertClose(RecordedAnswers.Find("shared_encoder", "before", "outputs", "decoder_a"), RawTensor.Call(decoder, model, 0, default, s_input)[0]);
            ofEncoder.Commit();
            ofDecoder.Commit();
        }

        Assert.All(RawTensor.Call(encoder, encoderModel, 0, default, s_input)[0].As<float>(), code => Assert.Equal(0, code, 1e-6f));
        var lone = VariableModels.PartOfSharedEncoder("decoder_a.ckpt", ("encoder/code:0", "decoder_a/output:0"));
        using var ofCode = VariableModels.Open(lone);
        RecordedAnswers.AssertClose(RawTensor.Call(ofCode, lone, 0, default, RawTensor.Zeros(DataType.Float, 2, 4))[0], RawTensor.Call(decoder, model, 0, default, s_input)[0]);
    }

    [Fact]
    public void AVariableOfAnotherShapeIsRefused()
    {
        using var encoder = VariableModels.Open(Encoder());
        var model = VariableModels.DecoderOverEncoder("decoder_a");

        var refused = Assert.Throws<ModelLoadException>(() => VariableModels.OpenSharing(encoder, model, new SharedVariable("encoder/dense_0/kernel", "encoder/dense_1/kernel")));
        Assert.Contains("'encoder/dense_0/kernel' is float [6, 8]", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'encoder/dense_1/kernel', which it is to share, is float [8,4]", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AVariableThatTheOwnerDoesNotHaveIsRefused()
    {
        using var encoder = VariableModels.Open(Encoder());
        var model = VariableModels.DecoderOverEncoder("decoder_a");

        var refused = Assert.Throws<ModelLoadException>(() => VariableModels.OpenSharing(encoder, model, new SharedVariable("encoder/dense_0/kernel", "nowhere")));
        Assert.Contains("variable 'nowhere'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AVariableWithoutAValueIsRefused()
    {
        using var owner = VariableModels.Open(Adder());
        var refused = Assert.Throws<ModelLoadException>(() => VariableModels.OpenSharing(owner, Adder(), new SharedVariable("v", "v")));
        Assert.Contains("'v', which has no value", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AVariableThatTheGraphDoesNotHaveIsRefused()
    {
        using var encoder = VariableModels.Open(Encoder());
        var model = VariableModels.DecoderOverEncoder("decoder_a");

        Assert.Contains(
            "no variable 'input'",
            Assert.Throws<ModelLoadException>(() => VariableModels.OpenSharing(encoder, model, new SharedVariable("input", "encoder/dense_0/kernel"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void WhatOneModelWritesTheOthersReadOnceTheyArePreparedAnew()
    {
        var reading = WithValue(Adder());
        var writing = Adder(writes: true);
        using var owner = VariableModels.Open(reading);
        Assert.Equal([11f], Add(owner, reading));
        using var writer = VariableModels.OpenSharing(owner, writing, new SharedVariable("v", "v"));
        Assert.True(writer.WritesSharedVariables);
        VariableModels.Restore(owner);
        using var later = VariableModels.OpenSharing(owner, Adder(), new SharedVariable("v", "v"));

        Assert.Equal([11f], Add(writer, writing));
        Assert.Equal([12f], Add(writer, writing));
        Assert.Equal([13f], Add(owner, reading));
        Assert.Equal([13f], Add(later, reading));
    }

    [Fact]
    public void WhatAModelWroteOutlivesIt()
    {
        var reading = WithValue(Adder());
        using var owner = VariableModels.Open(reading);
        using (var writer = VariableModels.OpenSharing(owner, Adder(writes: true), new SharedVariable("v", "v")))
        {
            VariableModels.Restore(owner);
            Add(writer, Adder(writes: true));
        }

        Assert.Equal([12f], Add(owner, reading));
        VariableModels.Restore(owner);
        Assert.Equal([12f], Add(owner, reading));
    }

    [Fact]
    public void WhatASharerDoesBeforeItsFirstCallStaysItsOwn()
    {
        var reading = WithValue(Adder());
        using var owner = VariableModels.Open(reading);
        var model = Adder() with { Initialisers = ["assign"] };
        using var sharer = VariableModels.OpenSharing(owner, model, new SharedVariable("v", "v"));
        VariableModels.Restore(owner);

        Assert.Equal([11f], Add(owner, reading));
        Assert.Equal([11f], Add(sharer, model));
    }

    [Fact]
    public void ASharerMayCallTheVariableByAnotherName()
    {
        var reading = WithValue(Adder());
        using var owner = VariableModels.Open(reading);
        var model = Adder(variable: "other");
        using var sharer = VariableModels.OpenSharing(owner, model, new SharedVariable("other", "v"));

        Assert.Equal([11f], Add(sharer, model));
        var restored = VariableModels.Value(model, "other", GivenValue.Of(20));
        VariableModels.Restore(sharer, restored);
        Assert.Equal([21f], Add(sharer, model));
    }

    private static EngineModel Encoder() => VariableModels.PartOfSharedEncoder("encoder.ckpt", ("input:0", "encoder/code:0"));

    /// <summary>Adds a variable to its argument; the one that writes makes it one more in each call, after it was read.</summary>
    private static EngineModel Adder(bool writes = false, string variable = "v")
    {
        var type = NodeAttribute.Type("dtype", DataType.Float);
        var graph = new GraphBuilder()
            .Argument("x", DataType.Float)
            .Node(variable, "VarHandleOp", "", type, NodeAttribute.Shape("shape", 1))
            .Node("read", "ReadVariableOp", variable, type)
            .Node("assign", "AssignVariableOp", $"{variable} read_twice", type)
            .Node("read_twice", "AddV2", "read read", NodeAttribute.Type("T", DataType.Float))
            .Node("add", "AssignAddVariableOp", $"{variable} x ^read", type)
            .Node("y", "AddV2", writes ? "x read ^add" : "x read", NodeAttribute.Type("T", DataType.Float));
        return VariableModels.OfGraph(graph.ToArray(), ("x", "y"));
    }

    private static EngineModel WithValue(EngineModel model) => model with { Values = [VariableModels.Value(model, "v", GivenValue.Of(10))] };

    private static float[] Add(EngineSession session, EngineModel model) => RawTensor.Call(session, model, 0, default, RawTensor.Of([1], 1f))[0].As<float>();

    private static GivenValue Zeros(VariableData data) => new(data.DataType, RawTensor.Zeros(data.DataType, data.Shape.Dimensions.AsSpan().ToArray()));
}
