using TypedModels.Formats;
using TypedModels.Formats.Transforms;
using static TypedModels.Tests.Transforms.GraphParts;

namespace TypedModels.Tests.Transforms;

public sealed class GraphPrunerTests
{
    [Fact]
    public void WhatNothingNeedsGoes()
    {
        var graph = Graph(
            [Placeholder("a"), Placeholder("b"), Unary("n", "Neg", "a").WaitFor(["w"]), new NodeWriter("w", "NoOp"), new NodeWriter("c", "f").Input("n"), new NodeWriter("d", "g").Input("b")],
            Function("f", [("x", DataType.Float)], [("y", DataType.Float, "x")], []), Function("g", [("x", DataType.Float)], [("y", DataType.Float, "x")], []));

        Assert.Equal(
            ["a = Placeholder() {dtype: float}", "n = Neg(a, ^w) {T: float}", "w = NoOp()", "c = f(n)", "fn f"],
            GraphText.Of(GraphPruner.Prune(graph, ["c:0"])));
    }

    [Fact]
    public void WhatIsGivenCutsTheGraph()
    {
        var graph = Graph([Placeholder("a"), Unary("n", "Neg", "a"), Unary("m", "Neg", "n")]);

        Assert.Equal(["n = Placeholder() {dtype: float, shape: [...]}", "m = Neg(n) {T: float}"], GraphText.Of(GraphPruner.Prune(graph, ["m"], ["n:0"])));
    }

    [Fact]
    public void PlacesOfLostNodesGo()
    {
        var graph = Graph([Placeholder("a"), Placeholder("b"), Unary("n", "Neg", "a").With("_class", AttributeWriter.Texts(["loc:@a", "loc:@b"])), Unary("m", "Neg", "n").With("_class", AttributeWriter.Texts(["loc:@b"]))]);

        Assert.Equal(["a = Placeholder() {dtype: float}", "n = Neg(a) {T: float, _class: [loc:@a]}", "m = Neg(n) {T: float}"], GraphText.Of(GraphPruner.Prune(graph, ["m"])));
    }

    [Fact]
    public void WhatIsNotThereIsAnError()
    {
        Assert.Contains("'gone'", Assert.Throws<ModelFormatException>(() => GraphPruner.Prune(Graph([]), ["gone"])).Message);
        Assert.Contains("is read by 'n'", Assert.Throws<ModelFormatException>(() => GraphPruner.Prune(Graph([Unary("n", "Neg", "gone")]), ["n"])).Message);
    }
}
