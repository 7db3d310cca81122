using System.Text;
using TypedModels.Engines;
using TypedModels.TensorFlow.Tests.Support;

namespace TypedModels.TensorFlow.Tests;

/// <summary>Variables that are set when a model is loaded, set again, and read.</summary>
public sealed class VariableTests
{
    public static TheoryData<bool> Kinds => [true, false];

    [Theory]
    [InlineData("saver_model_a", "saver/model_a.ckpt-100.meta", "saver/model_a.ckpt-100", "", "output:0")]
    [InlineData("saver_model_b", "saver/model_b.ckpt-100.meta", "saver/model_b.ckpt-100", "", "output:0")]
    [InlineData("saver_scoped_model_a", "saver/scoped.meta", "saver/scoped_model_a.ckpt", "model_a/", "model_a/output:0")]
    [InlineData("saver_scoped_model_b", "saver/scoped.meta", "saver/scoped_model_b.ckpt", "model_b/", "model_b/output:0")]
    [InlineData("saver_sharded", "saver/sharded.ckpt.meta", "saver/sharded.ckpt", "", "output:0")]
    public void GraphsAnswerAlikeOnceTheirVariablesHaveTheValuesOfACheckpoint(string answer, string graph, string checkpoint, string scope, string output)
    {
        using var session = RealLibrary.Open(GraphModels.Read(graph, checkpoint, scope, ["input:0"], [output]), new ModelOptions { SoftPlacement = true });

        new GraphAnswer(answer, "batch").AssertIs(session, "output");
    }

    [Fact]
    public void APartIsRestoredFromAnotherCheckpointAndTheRestIsLeft()
    {
        using var session = RealLibrary.Open(GraphModels.Read("shared_encoder/all.ckpt.meta", "shared_encoder/all.ckpt", "", ["input:0"], ["decoder_b/output:0"]));
        new GraphAnswer("shared_encoder", "before").AssertIs(session, "decoder_b");
        SumModels.Restore(session, GraphModels.Values("shared_encoder/all.ckpt.meta", "shared_encoder/decoder_b_finetuned.ckpt", "decoder_b/"));

        new GraphAnswer("shared_encoder", "decoder_b_finetuned").AssertIs(session, "decoder_b");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ValuesCountFromTheCommitOn(bool isResource)
    {
        var model = SumModels.Of(isResource, 3, "v", "w");
        using var session = RealLibrary.Open(model with { Values = SumModels.Values(model, 1) });
        Assert.Equal([1, 1], SumModels.Call(session, 2));

        using (var restore = session.Prepare(SumModels.Values(model, 2, "w"), CancellationToken.None))
        {
            Assert.Equal([1, 1], SumModels.Call(session, 2));
            restore.Commit();
        }

        Assert.Equal([1, 2], SumModels.Call(session, 2));
        session.Prepare(SumModels.Values(model, 3), CancellationToken.None).Dispose();
        Assert.Equal([1, 2], SumModels.Call(session, 2));
        Assert.Equal([2, 1], SumModels.Read(session, model.Variables[1], model.Variables[0]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AVariableWithoutAValueIsNamed(bool isResource)
    {
        var model = SumModels.Of(isResource, 3, "v", "w");
        using var session = RealLibrary.Open(model with { Values = SumModels.Values(model, 1, "v") });
        var error = Assert.Throws<ModelException>(() => SumModels.Read(session, [.. model.Variables]));

        Assert.StartsWith("handmade: the variable 'w' has no value", error.Message, StringComparison.Ordinal);
        Assert.Equal([1], SumModels.Read(session, model.Variables[0]));
        SumModels.Restore(session, SumModels.Values(model, 5));
        Assert.Equal([5, 5], SumModels.Read(session, [.. model.Variables]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void WhatIsReadIsAllOfIt(bool isResource)
    {
        var model = SumModels.Of(isResource, 3, "w");
        using var session = RealLibrary.Open(model with { Values = [new VariableValue(model.Variables[0], new GivenData([1, 2, 3], 3))] });
        session.ReadVariables(model.Variables, (variable, shape, bytes, texts) =>
        {
            Assert.Equal("w", variable.Node);
            Assert.Equal([3], shape.ToArray());
            Assert.Equal([1f, 2f, 3f], System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes).ToArray());
            Assert.Null(texts);
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void TextsAreSetAndRead(bool isResource)
    {
        var type = ("dtype", GraphBuilder.Type(DataType.String));
        var variable = new EngineVariable("w", DataType.String, new TensorShape(2), isResource);
        var model = new GraphBuilder().Node("w", isResource ? "VarHandleOp" : "VariableV2", [], type, ("shape", GraphBuilder.Shape(2))).Placeholder("x", DataType.Float)
            .Model([new("x:0", DataType.Float)], [new("x:0", DataType.Float)]) with { Variables = [variable] };
        using var session = RealLibrary.Open(model);
        for (int i = 0; i < 20; i++)
        {
            byte[][] texts = [Encoding.UTF8.GetBytes(new string('x', 100 + i)), [(byte)i]];
            SumModels.Restore(session, new VariableValue(variable, new GivenData(DataType.String, new TensorShape(2), []) { Texts = [texts[0], texts[1]] }));
            session.ReadVariables([variable], (_, _, bytes, read) =>
            {
                Assert.Equal(0, bytes.Length);
                Assert.Equal(texts, read!.Select(text => text.ToArray()));
            });
        }
    }

    [Fact]
    public void DamagedValuesChangeNothing()
    {
        var model = SumModels.Of(isResource: true, 3, "v", "w");
        using var session = RealLibrary.Open(model with { Values = SumModels.Values(model, 1) });
        VariableValue[] values = [SumModels.Value(model.Variables[0], 2), new(model.Variables[1], new GivenData(new float[3], 3) { IsDamaged = true })];

        Assert.Throws<FormatException>(() => session.Prepare(values, CancellationToken.None));
        Assert.Equal([1, 1], SumModels.Call(session, 2));
        Assert.Throws<ModelLoadException>(() => RealLibrary.Open(model with { Values = values }));
    }

    [Fact]
    public void ValuesThatAreNoneForTheVariableAreRefused()
    {
        var model = SumModels.Of(isResource: true, 3, "w");
        using var session = RealLibrary.Open(model);
        var other = new VariableValue(model.Variables[0], new GivenData(new float[4], 4));

        Assert.Equal(
            "handmade: the variable 'w' is float [3]; it cannot be given float [4] of /checkpoints/given.",
            Assert.Throws<ModelException>(() => session.Prepare([other], CancellationToken.None)).Message);
        Assert.Equal(
            "handmade has no variable 'v'.",
            Assert.Throws<ModelException>(() => session.Prepare([SumModels.Value(SumModels.Variable("v", true, 3), 1)], CancellationToken.None)).Message);
    }

    [Fact]
    public void VariablesThatAreNotInTheGraphAreRefused()
    {
        using var library = new CountingLibrary();
        var model = SumModels.Of(isResource: true, 3, "w");
        string Refuse(EngineVariable variable) => Assert.Throws<ModelLoadException>(() => library.Open(model with { Variables = [variable] })).Message;

        Assert.Contains("the variable 'v' is not in the graph", Refuse(SumModels.Variable("v", true, 3)), StringComparison.Ordinal);
        Assert.Contains("'w' (VarHandleOp) is to be a variable that is a reference", Refuse(SumModels.Variable("w", false, 3)), StringComparison.Ordinal);
        Assert.Contains("'w' is float in the graph, and is to be int32", Refuse(model.Variables[0] with { DataType = DataType.Int32 }), StringComparison.Ordinal);
        library.AssertNothingIsLeft();
    }
}
