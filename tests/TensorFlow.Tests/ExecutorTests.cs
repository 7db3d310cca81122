using TypedModels.Engines;
using TypedModels.TensorFlow.Interop;
using TypedModels.TensorFlow.Loading;
using TypedModels.TensorFlow.Tests.Support;

namespace TypedModels.TensorFlow.Tests;

/// <summary>Which executor a graph gets: the fast one wherever it can run the graph.</summary>
public sealed class ExecutorTests
{
    [Fact]
    public void APlainGraphGetsTheFastOne() => Assert.False(NeedsDefault(GraphBuilder.Add()));

    [Theory]
    [InlineData("add", false)]
    [InlineData("control_flow", false)]
    [InlineData("lstm", false)]
    [InlineData("counter", false)]
    [InlineData("tf1_saved_model", true)]
    public void ModelsOfTensorFlow2GetTheFastOneAndThoseOf1TheDefault(string name, bool needsDefault) => Assert.Equal(needsDefault, NeedsDefault(ModelFolders.Read(name)));

    [Fact]
    public void ControlFlowOfSingleOperationsGetsTheDefaultAndRuns()
    {
        var model = Switch();
        Assert.True(NeedsDefault(model));
        using var session = RealLibrary.Open(model);
        using var frame = session.CreateFrame(0);
        frame.Write<float>(0, [7]);
        frame.Write<byte>(1, [1]);
        frame.Run();

        Assert.Equal([7f], frame.Read<float>(0));
    }

    [Fact]
    public void ControlFlowInsideAFunctionGetsTheDefault()
    {
        var body = GraphBuilder.WriteNode("inner", "Enter", ["x"], ("T", GraphBuilder.Type(DataType.Float)), ("frame_name", GraphBuilder.Text("frame")));
        var model = new GraphBuilder().Placeholder("x", DataType.Float).AddFunction("entered", DataType.Float, "inner:output:0", body).Model([new("x:0", DataType.Float)], []);

        Assert.True(NeedsDefault(model));
    }

    [Fact]
    public void TheFastOneRefusesReferencesAndControlFlowInTheWordsThatAreLookedFor()
    {
        var references = new GraphBuilder()
            .Node("variable", "VariableV2", [], ("dtype", GraphBuilder.Type(DataType.Float)), ("shape", GraphBuilder.Shape()))
            .Constant("one", DataType.Float, BitConverter.GetBytes(1f))
            .Node("assign", "Assign", ["variable", "one"], ("T", GraphBuilder.Type(DataType.Float)))
            .Model([], []);

        Assert.True(GraphTraits.IsRefusalOfTheFastExecutor(RunOnTheFastOne(references, "assign")));
        Assert.True(GraphTraits.IsRefusalOfTheFastExecutor(RunOnTheFastOne(Switch(constant: true), "merged")));
    }

    [Fact]
    public void ARefusalOfTheFastOneIsAnsweredWithTheDefault()
    {
        using var library = new CountingLibrary();
        library.Fail("TF_SessionRun", ModelErrorCode.Unimplemented, "Single-threaded executor does not support reference-typed edges.");
        using (library.Open(GraphBuilder.Add() with { Initialisers = ["first"] }))
        {
            Assert.Equal(2, library.Made(CountingLibrary.Kind.Session));
            Assert.Equal(1, library.Live(CountingLibrary.Kind.Session));
            Assert.DoesNotContain("SINGLE_THREADED", System.Text.Encoding.Latin1.GetString(library.Config), StringComparison.Ordinal);
        }

        library.AssertNothingIsLeft();
    }

    private static bool NeedsDefault(EngineModel model)
    {
        using var graph = new GraphHandle(RealLibrary.Library);
        graph.Import(model.GraphDef, null);
        return GraphTraits.NeedsDefaultExecutor(graph, model.GraphDef);
    }

    private static unsafe TensorFlowException RunOnTheFastOne(EngineModel model, string operation)
    {
        var library = RealLibrary.Library;
        using var graph = new GraphHandle(library);
        graph.Import(model.GraphDef, null);
        using var session = new SessionHandle(library, graph, SessionConfig.Write(new ProcessSettings("test", new ModelOptions()), softPlacement: true, isSingleThreaded: true), 1);
        return Assert.Throws<TensorFlowException>(() => new OperationRun(library, session, []).Run((nint)graph.Find(operation)));
    }

    private static EngineModel Switch(bool constant = false)
    {
        var type = ("T", GraphBuilder.Type(DataType.Float));
        var graph = new GraphBuilder();
        if (constant)
        {
            graph.Constant("x", DataType.Float, BitConverter.GetBytes(1f)).Constant("which", DataType.Bool, [1]);
        }
        else
        {
            graph.Placeholder("x", DataType.Float).Placeholder("which", DataType.Bool);
        }

        graph.Node("switch", "Switch", ["x", "which"], type).Node("merged", "Merge", ["switch:0", "switch:1"], type, ("N", GraphBuilder.Int(2)));
        return graph.Model(constant ? [] : [new("x:0", DataType.Float), new("which:0", DataType.Bool)], [new("merged:0", DataType.Float)]);
    }
}
