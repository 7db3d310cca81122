using TypedModels.Formats.Extraction;
using TypedModels.Formats.Protobuf;
using TypedModels.Formats.SavedModels;
using static TypedModels.Tests.HandMadeModels;

namespace TypedModels.Tests;

public sealed class AliasFinderTests
{
    [Fact]
    public void TwinsWithOtherNamesForTheirNodesAreAliases()
    {
        var contract = Extract(
            [Placeholder("a_x", DataType.Float), Sum("a_sum", "a_x", "a_x"), Placeholder("b_x", DataType.Float), Sum("b_sum", "b_x", "b_x:0")],
            Call("serve", "a_x:0", "a_sum:0"), Call("serving_default", "b_x:0", "b_sum"));

        Assert.Equal(["serving_default", null], contract.Signatures.Select(signature => signature.AliasOf));
    }

    [Fact]
    public void WithoutADefaultSignatureTheFirstIsTheOriginal()
    {
        var contract = Extract([Placeholder("x", DataType.Float)], Call("b", "x:0", "x:0"), Call("c", "x:0", "x:0"), Call("a", "x:0", "x:0"));

        Assert.Equal([null, "a", "a"], contract.Signatures.Select(signature => signature.AliasOf));
    }

    [Fact]
    public void AnotherComputationIsNoAlias()
    {
        var contract = Extract(
            [Placeholder("x", DataType.Float), Sum("sum", "x", "x"), Sum("more", "sum", "x"), Sum("swapped", "x", "sum")],
            Call("a", "x:0", "sum:0"), Call("b", "x:0", "more:0"), Call("c", "x:0", "swapped:0"));

        Assert.All(contract.Signatures, signature => Assert.Null(signature.AliasOf));
    }

    [Fact]
    public void AnotherAttributeIsNoAliasButAnAnnotationIs()
    {
        var contract = Extract(
            [
                Placeholder("x", DataType.Float), With("a", "keep_dims", true), With("b", "keep_dims", false), With("c", "keep_dims", true, ("_class", new WireWriter().Text(2, "loc"))),
            ],
            Call("a", "x:0", "a:0"), Call("b", "x:0", "b:0"), Call("c", "x:0", "c:0"));

        Assert.Equal([null, null, "a"], contract.Signatures.Select(signature => signature.AliasOf));

        static WireWriter With(string name, string attribute, bool value, params ReadOnlySpan<(string, WireWriter)> more) =>
            Node(name, "AddV2", ["x", "x"], [("T", Type(DataType.Float)), (attribute, new WireWriter().Bool(5, value)), .. more]);
    }

    [Fact]
    public void TheSameOperationOnOtherVariablesIsNoAlias()
    {
        var contract = Extract(
            [Placeholder("x", DataType.Float), Node("v", "VariableV2", []), Node("w", "VariableV2", []), Sum("a", "x", "v"), Sum("b", "x", "w"), Sum("c", "x", "v")],
            Call("a", "x:0", "a:0"), Call("b", "x:0", "b:0"), Call("c", "x:0", "c:0"));

        Assert.Equal([null, null, "a"], contract.Signatures.Select(signature => signature.AliasOf));
    }

    [Fact]
    public void VariablesWithASharedNameAreOneWhateverTheirNodesAreCalled()
    {
        static WireWriter Variable(string name, string shared) => Node(name, "VarHandleOp", [], ("shared_name", new WireWriter().Text(2, shared)));
        var contract = Extract(
            [Placeholder("x", DataType.Float), Variable("v", "dense"), Variable("w", "dense"), Variable("u", "other"), Sum("a", "x", "v"), Sum("b", "x", "w"), Sum("c", "x", "u")],
            Call("a", "x:0", "a:0"), Call("b", "x:0", "b:0"), Call("c", "x:0", "c:0"));

        Assert.Equal([null, "a", null], contract.Signatures.Select(signature => signature.AliasOf));
    }

    [Fact]
    public void OtherArgumentsAreNoAlias()
    {
        var contract = Extract([Placeholder("x", DataType.Float)], Call("a", "x:0", "x:0"), Signature("b", [("input", Tensor("x:0", DataType.Float))], [("y", Tensor("x:0", DataType.Float))]));

        Assert.All(contract.Signatures, signature => Assert.Null(signature.AliasOf));
    }

    [Fact]
    public void LoopsAndFunctionsThatCallThemselvesEnd()
    {
        var loop = Extract([Placeholder("x", DataType.Float), Sum("a", "x", "b"), Sum("b", "a", "a")], Call("one", "x:0", "b:0"), Call("two", "x:0", "b:0"));
        Assert.Equal([null, "one"], loop.Signatures.Select(signature => signature.AliasOf));

        var function = new WireWriter().Message(1, new WireWriter().Text(1, "f").Message(3, new WireWriter().Text(1, "r"))).Message(3, Caller("again"))
            .Message(4, new WireWriter().Text(1, "r").Text(2, "again:output:0"));
        var graph = Graph(Placeholder("x", DataType.Float), Caller("call")).Message(2, new WireWriter().Message(1, function));
        var contract = Extract(graph, Call("one", "x:0", "call:0"), Call("two", "x:0", "call:0"));
        Assert.Equal([null, "one"], contract.Signatures.Select(signature => signature.AliasOf));

        static WireWriter Caller(string name) => Node(
            name, "PartitionedCall", [], ("f", new WireWriter().Message(10, new WireWriter().Text(1, "f"))), ("Tout", new WireWriter().Message(1, new WireWriter().Varint(6, (int)DataType.Float))));
    }

    private static WireWriter Sum(string name, string left, string right) => Node(name, "AddV2", [left, right], ("T", Type(DataType.Float)));

    private static WireWriter Call(string key, string input, string output) => Signature(key, [("x", Tensor(input, DataType.Float))], [("y", Tensor(output, DataType.Float))]);

    private static ModelContract Extract(WireWriter[] nodes, params ReadOnlySpan<WireWriter> signatures) => Extract(Graph(nodes), signatures);

    private static ModelContract Extract(WireWriter graph, params ReadOnlySpan<WireWriter> signatures) =>
        ContractExtractor.Extract(Assert.Single(new SavedModelDocument(Of(graph, signatures)).MetaGraphs), "model", "models/model");
}
