using TypedModels.Formats;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Transforms;
using static TypedModels.Tests.Transforms.GraphParts;

namespace TypedModels.Tests.Transforms;

public sealed class GraphPrefixerTests
{
    [Fact]
    public void NodesFunctionsAndPlacesGetThePrefix()
    {
        var function = Function("f", [("x", DataType.Float)], [("y", DataType.Float, "call:output:0")], [Call("call", "g", "x")]);
        var inner = Function("g", [("x", DataType.Float)], [("y", DataType.Float, "x")], []);

        Assert.Equal(
            ["p/a = Placeholder() {dtype: float}", "p/c = p/f(p/a:1, ^p/a) {_class: [loc:@p/a]}", "fn p/f", "call = StatefulPartitionedCall(x) {f: p/g}", "fn p/g"],
            Prefix(Graph([Placeholder("a"), new NodeWriter("c", "f").Input("a:1").WaitFor(["a"]).With("_class", AttributeWriter.Texts(["loc:@a"]))], function, inner)));
    }

    [Fact]
    public void SharedNamesGetThePrefix()
    {
        var function = Function("f", [], [], [new NodeWriter("q", "FIFOQueueV2"), new NodeWriter("t", "HashTableV2").With("shared_name", AttributeWriter.Text("words")), new NodeWriter("u", "HashTableV2")]);

        Assert.Equal(
            ["p/v = VarHandleOp() {shared_name: p/weights}", "p/w = VarHandleOp() {container: p/box, shared_name: p/}", "p/r = VariableV2() {dtype: float}", "p/c = p/f()",
             "fn p/f", "q = FIFOQueueV2() {shared_name: p/q}", "t = HashTableV2() {shared_name: p/words}", "u = HashTableV2()"],
            Prefix(Graph(
                [new NodeWriter("v", "VarHandleOp").With("shared_name", AttributeWriter.Text("weights")), new NodeWriter("w", "VarHandleOp").With("container", AttributeWriter.Text("box")),
                 new NodeWriter("r", "VariableV2").With("dtype", Float), new NodeWriter("c", "f")],
                function)));
    }

    [Fact]
    public void AnonymousResourcesStayAnonymous()
    {
        string anonymous = SharedNames.Anonymous;

        Assert.Equal([$"p/v = VarHandleOp() {{shared_name: {anonymous}}}"], Prefix(Graph([new NodeWriter("v", "VarHandleOp").With("shared_name", AttributeWriter.Text(anonymous))])));
    }

    [Fact]
    public void LoopsAreEnteredUnderThePrefix()
    {
        Assert.Equal(
            ["p/a = Placeholder() {dtype: float}", "p/e = Enter(p/a) {frame_name: p/while}"],
            Prefix(Graph([Placeholder("a"), new NodeWriter("e", "Enter").Input("a").With("frame_name", AttributeWriter.Text("while"))])));
    }

    [Fact]
    public void VariablesOfAnotherGraphTakeThePlaceOfTheOwn()
    {
        var graph = Graph([new NodeWriter("v", "VarHandleOp"), new NodeWriter("read", "ReadVariableOp").Input("v:0").WaitFor(["v"]).With("_class", AttributeWriter.Texts(["loc:@v"]))]);

        Assert.Equal(["p/read = ReadVariableOp(other/v:0, ^other/v) {_class: [loc:@other/v]}"], Prefix(graph, ("v:0", "other/v:0")));
    }

    [Fact]
    public void OnlyTheFirstOutputOfANodeOfTheGraphCanBeOfAnother()
    {
        Assert.Throws<ModelFormatException>(() => Prefix(Graph([]), ("v:0", "w:0")));
        Assert.Throws<ModelFormatException>(() => Prefix(Graph([Placeholder("v"), Unary("n", "Neg", "v:1")]), ("v", "w")));
    }

    private static string[] Prefix(GraphDocument graph, params (string From, string To)[] redirected) =>
        GraphText.Of(GraphPrefixer.Prefix(graph, "p/", redirected.ToDictionary(pair => pair.From, pair => pair.To)));
}
