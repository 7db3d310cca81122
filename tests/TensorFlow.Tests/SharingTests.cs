using TypedModels.Engines;
using TypedModels.TensorFlow.Execution;
using TypedModels.TensorFlow.Tests.Support;

namespace TypedModels.TensorFlow.Tests;

/// <summary>Models that use variables of another loaded model.</summary>
public sealed class SharingTests
{
    private const string Graph = "shared_encoder/all.ckpt.meta";

    private static readonly GraphAnswer s_answer = new("shared_encoder", "before");

    [Fact]
    public void DecodersAnswerAlikeOverTheEncodersVariables()
    {
        using var encoder = OpenEncoder();
        using var a = OpenDecoder(encoder, "decoder_a");
        using var b = OpenDecoder(encoder, "decoder_b");
        using var c = OpenDecoder(encoder, "decoder_c");

        s_answer.AssertIs(encoder, "code");
        s_answer.AssertIs(a, "decoder_a");
        s_answer.AssertIs(b, "decoder_b");
        s_answer.AssertIs(c, "decoder_c");
        SumModels.Restore(b, GraphModels.Values(Graph, "shared_encoder/decoder_b_finetuned.ckpt", "decoder_b/"));
        new GraphAnswer("shared_encoder", "decoder_b_finetuned").AssertIs(b, "decoder_b");
        s_answer.AssertIs(a, "decoder_a");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WhoeverIsLeftGoesOn(bool isEncoderFirst)
    {
        var encoder = OpenEncoder();
        var decoder = OpenDecoder(encoder, "decoder_a");
        (isEncoderFirst ? encoder : decoder).Dispose();
        s_answer.AssertIs(isEncoderFirst ? decoder : encoder, isEncoderFirst ? "decoder_a" : "code");
        (isEncoderFirst ? decoder : encoder).Dispose();
    }

    [Theory]
    [MemberData(nameof(VariableTests.Kinds), MemberType = typeof(VariableTests))]
    public void WhatEitherRestoresIsSeenByBoth(bool isResource)
    {
        var model = SumModels.Of(isResource, 3, "v", "w");
        using var owner = RealLibrary.Open(model with { Values = SumModels.Values(model, 1) });
        using var sharer = Share(owner, model with { Values = SumModels.Values(model, 10, "v") }, new SharedVariable("w", "v"));
        Assert.Equal([10, 1], SumModels.Call(sharer, 2));
        SumModels.Restore(owner, SumModels.Values(model, 2, "v"));
        Assert.Equal([10, 2], SumModels.Call(sharer, 2));
        SumModels.Restore(sharer, SumModels.Values(model, 3));

        Assert.Equal([3, 3], SumModels.Call(sharer, 2));
        Assert.Equal([3, 1], SumModels.Call(owner, 2));
        Assert.Equal([3, 3], SumModels.Read(sharer, [.. model.Variables]));
    }

    [Fact]
    public void LoadingAndDisposingADecoderAgainAndAgainDoesNotGrowTheGraph()
    {
        using var encoder = OpenEncoder();
        OpenDecoder(encoder, "decoder_a").Dispose();
        int operations = CountOperations(encoder);
        for (int i = 0; i < 50; i++)
        {
            using var decoder = OpenDecoder(encoder, "decoder_a");
            s_answer.AssertIs(decoder, "decoder_a");
        }

        Assert.Equal(operations, CountOperations(encoder));
        using var first = OpenDecoder(encoder, "decoder_a");
        using var second = OpenDecoder(encoder, "decoder_a");
        s_answer.AssertIs(first, "decoder_a");
        s_answer.AssertIs(second, "decoder_a");
    }

    [Fact]
    public async Task CallsOfTheEncoderGoOnWhileDecodersComeAndGo()
    {
        using var encoder = OpenEncoder();
        using var done = new CancellationTokenSource();
        using var started = new CountdownEvent(2);
        var calling = Enumerable.Range(0, 2).Select(_ => Task.Run(
            () =>
            {
                using var frame = encoder.CreateFrame(0);
                started.Signal();
                do
                {
                    s_answer.AssertIs(frame, "code");
                }
                while (!done.IsCancellationRequested);
            },
            TestContext.Current.CancellationToken)).ToArray();
        started.Wait(TestContext.Current.CancellationToken);
        var loading = new[] { "decoder_a", "decoder_b", "decoder_c" }.Select(name => Task.Run(
            () =>
            {
                for (int i = 0; i < 10; i++)
                {
                    using var decoder = OpenDecoder(encoder, name);
                    s_answer.AssertIs(decoder, name);
                }
            },
            TestContext.Current.CancellationToken));
        await Task.WhenAll(loading);
        await done.CancelAsync();
        await Task.WhenAll(calling);
    }

    [Fact]
    public void ErrorsOfCallsNameNodesAsTheModelDoes()
    {
        var owner = SumModels.Of(isResource: false, 3, "w");
        var failing = SumModels.AddVariable(new GraphBuilder(), "w", isResource: false, 3)
            .Placeholder("a", DataType.Int32)
            .Placeholder("b", DataType.Int32)
            .Node("tower/quotient", "FloorDiv", ["a", "b"], ("T", GraphBuilder.Type(DataType.Int32)))
            .Model([new("a:0", DataType.Int32), new("b:0", DataType.Int32)], [new("tower/quotient:0", DataType.Int32)]);
        using var session = RealLibrary.Open(owner);
        using var sharer = Share(session, failing with { Name = "sharer" }, new SharedVariable("w", "w"));
        using var frame = sharer.CreateFrame(0);
        frame.Write<int>(0, [1]);
        frame.Write<int>(1, [0]);
        var error = Assert.Throws<ModelRunException>(() => frame.Run());

        Assert.Equal("sharer, signature 'call': Integer division by zero (node tower/quotient, operation FloorDiv)", error.Message);
        Assert.Equal("tower/quotient", error.Node);
    }

    [Theory]
    [InlineData("sentiment")]
    [InlineData("autoencoder")]
    [InlineData("control_flow")]
    public void SavedModelsWithFunctionsAndTablesAnswerAlikeInAnothersSession(string name)
    {
        var owner = SumModels.Of(isResource: true, 3, "w");
        using var session = RealLibrary.Open(owner with { Values = SumModels.Values(owner, 1) });
        var answers = new RecordedAnswers(Path.Combine(ModelFolders.Root, "answers", name + ".json"))
        {
            Open = model => session.OpenSharing(ModelFolders.WithValues(model, name), [], new ModelOptions(), _ => { }, CancellationToken.None),
        };

        Assert.Empty(answers.Replay());
        Assert.Equal([1], SumModels.Call(session, 1));
    }

    [Fact]
    public void VariablesThatDifferAreNamed()
    {
        var owner = SumModels.Of(isResource: true, 3, "w");
        using var session = RealLibrary.Open(owner);
        string Refuse(EngineModel model, SharedVariable shared) => Assert.Throws<ModelLoadException>(() => Share(session, model, shared)).Message;

        Assert.Contains("the variable 'v', which it shares with another model, is not in its graph", Refuse(owner, new("v", "w")), StringComparison.Ordinal);
        Assert.Contains("the variable 'w' is to be 'v' of another model, which has no such variable", Refuse(owner, new("w", "v")), StringComparison.Ordinal);
        Assert.Contains(
            "the variable 'w' is float [4], and 'w' of the model that it shares it with is float [3]", Refuse(SumModels.Of(isResource: true, 4, "w"), new("w", "w")), StringComparison.Ordinal);
        Assert.Contains(
            "the variable 'w' is a reference (TensorFlow 1), and 'w' of the model that it shares it with is a resource (TensorFlow 2)",
            Refuse(SumModels.Of(isResource: false, 3, "w"), new("w", "w")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void AModelThatNeedsTheOtherExecutorIsRefusedWithItsReason()
    {
        var owner = SumModels.Of(isResource: true, 3, "w");
        using var session = RealLibrary.Open(owner);
        var graph = SumModels.AddVariable(SumModels.AddVariable(new GraphBuilder(), "w", isResource: true, 3), "old", isResource: false, 3);
        var error = Assert.Throws<ModelLoadException>(() => Share(session, graph.Model([], [new("old:0", DataType.Float)]), new SharedVariable("w", "w")));

        Assert.Contains("it has variables or control flow of TensorFlow 1, and the model whose variables it uses has not", error.Message, StringComparison.Ordinal);
    }

    private static EngineSession OpenEncoder() => RealLibrary.Open(GraphModels.Read(Graph, "shared_encoder/encoder.ckpt", "encoder/", ["input:0"], ["encoder/code:0"]));

    private static EngineSession OpenDecoder(EngineSession encoder, string name)
    {
        var model = GraphModels.Read(Graph, $"shared_encoder/{name}.ckpt", name + "/", ["input:0"], [name + "/output:0"], shared: "encoder/");
        var shared = model.Variables.Where(variable => variable.Node.StartsWith("encoder/", StringComparison.Ordinal)).Select(variable => new SharedVariable(variable.Node, variable.Node));
        return Share(encoder, model, [.. shared]);
    }

    private static EngineSession Share(EngineSession owner, EngineModel model, params SharedVariable[] shared) =>
        owner.OpenSharing(model, shared, new ModelOptions(), _ => { }, CancellationToken.None);

    private static unsafe int CountOperations(EngineSession session)
    {
        var graph = ((TensorFlowSession)session).Part.Native.Graph;
        nuint position = 0;
        int count = 0;
        while (RealLibrary.Library.Graph.TF_GraphNextOperation(graph.Pointer, &position) is not null)
        {
            count++;
        }

        return count;
    }
}
