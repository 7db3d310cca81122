using TypedModels.TensorFlow.Tests.Support;

namespace TypedModels.TensorFlow.Tests;

/// <summary>Tensors inside of graphs that are fed and fetched.</summary>
public sealed class InnerTensorTests
{
    [Fact]
    public void AnInnerTensorIsFedInPlaceOfWhatComputesIt()
    {
        using var session = RealLibrary.Open(GraphModels.Read("shared_encoder/all.ckpt.meta", "shared_encoder/decoder_a.ckpt", "decoder_a/", ["encoder/code:0"], ["decoder_a/output:0"]));
        using var frame = session.CreateFrame(0);
        var recorded = new GraphAnswer("shared_encoder", "before");
        var (code, shape) = recorded.Output("code");
        frame.Write<float>(0, code, shape);
        frame.Run();

        Assert.Equal(recorded.Output("decoder_a").Values, frame.Read<float>(0), (left, right) => Math.Abs(left - right) < 1e-4);
    }

    [Fact]
    public void ATensorThatIsFedIsFetchedToo()
    {
        using var session = RealLibrary.Open(GraphModels.Read("shared_encoder/all.ckpt.meta", "shared_encoder/all.ckpt", "", ["encoder/code:0"], ["encoder/code:0", "decoder_a/output:0"]));
        using var frame = session.CreateFrame(0);
        frame.Write<float>(0, [1, 2, 3, 4], 1, 4);
        frame.Run();

        Assert.Equal([1, 2, 3, 4], frame.Read<float>(0));
        Assert.Equal([1, 6], frame.OutputShape(1));
    }

    [Fact]
    public void AReferenceToAVariableIsFetchedAsItsValue()
    {
        var model = SumModels.Of(isResource: false, 3, "w") with { Signatures = [new("call", [], [new("w:0", DataType.Float)])] };
        using var session = RealLibrary.Open(model with { Values = SumModels.Values(model, 7) });
        using var frame = session.CreateFrame(0);
        frame.Run();

        Assert.Equal([7, 7, 7], frame.Read<float>(0));
    }

    [Fact]
    public void AnInnerTensorOfAFunctionThatWasInlinedIsFedAndFetched()
    {
        var metaGraph = ModelFolders.MetaGraph("autoencoder");
        var inlined = new Formats.Graphs.GraphDocument(Formats.Transforms.GraphInliner.Inline(metaGraph.Graph));
        var inner = inlined.Nodes.Last(node => node.Operation is "Relu" or "BiasAdd" && node.Name.Contains('/', StringComparison.Ordinal));
        var model = GraphModels.WithValues(ModelFolders.Read("autoencoder") with { GraphDef = inlined.Bytes }, metaGraph) with
        {
            Signatures = [new("call", [new(inner.Name + ":0", DataType.Float)], [new(inner.Name + ":0", DataType.Float)])],
            Initialisers = [],
        };
        using var session = RealLibrary.Open(model);
        using var frame = session.CreateFrame(0);
        frame.Write<float>(0, [1, 2], 2);
        frame.Run();

        Assert.Equal([1, 2], frame.Read<float>(0));
    }
}
