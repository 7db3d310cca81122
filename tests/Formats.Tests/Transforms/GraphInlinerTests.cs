using TypedModels.Formats;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;
using TypedModels.Formats.Transforms;
using static TypedModels.Tests.Transforms.GraphParts;

namespace TypedModels.Tests.Transforms;

public sealed class GraphInlinerTests
{
    private static readonly WireWriter s_twice = Function("twice", [("x", DataType.Float)], [("y", DataType.Float, "sum:z:0")], [new NodeWriter("sum", "AddV2").Input("x").Input("x").With("T", Float)]);

    [Fact]
    public void ABodyTakesThePlaceOfItsCall()
    {
        Assert.Equal(
            ["a = Placeholder() {dtype: float}", "c/sum = AddV2(a, a) {T: float}", "c = Identity(c/sum) {T: float}", "r = Neg(c) {T: float}"],
            Inline(Graph([Placeholder("a"), Call("c", "twice", "a"), Unary("r", "Neg", "c")], s_twice)));
    }

    [Fact]
    public void AnOperationThatIsTheNameOfAFunctionIsACall()
    {
        Assert.Equal(
            ["a = Placeholder() {dtype: float}", "c/sum = AddV2(a, a) {T: float}", "c = Identity(c/sum) {T: float}"],
            Inline(Graph([Placeholder("a"), new NodeWriter("c", "twice").Input("a")], s_twice)));
    }

    [Fact]
    public void CallsInBodiesAreReplacedToo()
    {
        var outer = Function("outer", [("x", DataType.Float)], [("y", DataType.Float, "second:output:0")], [Call("first", "twice", "x"), Call("second", "twice", "first:output:0")]);

        Assert.Equal(
            ["a = Placeholder() {dtype: float}", "c/first/sum = AddV2(a, a) {T: float}", "c/first = Identity(c/first/sum) {T: float}",
             "c/second/sum = AddV2(c/first, c/first) {T: float}", "c/second = Identity(c/second/sum) {T: float}", "c = Identity(c/second) {T: float}"],
            Inline(Graph([Placeholder("a"), Call("c", "outer", "a")], outer, s_twice)));
    }

    [Fact]
    public void SeveralResultsKeepTheirPositions()
    {
        var both = Function(
            "both", [("x", DataType.Float)], [("k", DataType.Int32, "top:indices:0"), ("v", DataType.Float, "top:values"), ("x2", DataType.Float, "x")],
            [new NodeWriter("top", "TopKV2").Input("x").Input("two:output:0").With("T", Float), new NodeWriter("two", "Const").With("dtype", AttributeWriter.Type(DataType.Int32))]);

        Assert.Equal(
            ["a = Split() {num_split: 2}", "c/top = TopKV2(a:1, c/two) {T: float}", "c/two = Const() {dtype: int32}", "c = IdentityN(c/top:1, c/top, a:1) {T: [int32, float, float]}"],
            Inline(Graph([new NodeWriter("a", "Split").With("num_split", AttributeWriter.Integer(2)), Call("c", "both", "a:1")], both)));
    }

    [Fact]
    public void AFunctionWithoutResultsBecomesWhatWaitsForItsEffects()
    {
        var set = Function("set", [("v", DataType.Resource), ("x", DataType.Float)], [], [new NodeWriter("assign", "AssignVariableOp").Input("v").Input("x").With("dtype", Float)], "assign");

        Assert.Equal(
            ["v = VarHandleOp()", "a = Placeholder() {dtype: float}", "c/assign = AssignVariableOp(v, a) {dtype: float}", "c = NoOp(^c/assign)", "after = NoOp(^c)"],
            Inline(Graph([new NodeWriter("v", "VarHandleOp"), Placeholder("a"), Call("c", "set", "v", "a"), new NodeWriter("after", "NoOp").WaitFor(["c"])], set)));
    }

    [Fact]
    public void ResultsWaitForWhatChangesState()
    {
        var set = Function(
            "set", [("v", DataType.Resource), ("x", DataType.Float)], [("y", DataType.Float, "x")], [new NodeWriter("assign", "AssignVariableOp").Input("v").Input("x").With("dtype", Float)]);
        var outer = Function("outer", [("v", DataType.Resource), ("x", DataType.Float)], [("y", DataType.Float, "x")], [Call("inner", "set", "v", "x")]);

        string[] lines = Inline(Graph([new NodeWriter("v", "VarHandleOp"), Placeholder("a"), Call("c", "outer", "v", "a")], outer, set));

        Assert.Contains("c/inner = Identity(a, ^c/inner/assign) {T: float}", lines);
        Assert.Contains("c = Identity(a, ^c/inner) {T: float}", lines);
    }

    [Fact]
    public void WhatACallWaitsForReachesNodesWithoutInputsAndWithState()
    {
        var read = Function(
            "read", [("v", DataType.Resource), ("x", DataType.Float)], [("y", DataType.Float, "sum:z:0")],
            [new NodeWriter("value", "ReadVariableOp").Input("v").With("dtype", Float), new NodeWriter("one", "Const").With("dtype", Float),
             Unary("negative", "Neg", "x"), new NodeWriter("sum", "AddN").Inputs(["value:value:0", "one:output:0", "negative:y:0"]).WaitFor(["x"])]);

        string[] lines = Inline(Graph([new NodeWriter("v", "VarHandleOp"), Placeholder("a"), new NodeWriter("first", "NoOp"), Call("c", "read", "v", "a").WaitFor(["first"])], read));

        Assert.Equal(
            ["c/value = ReadVariableOp(v, ^first) {dtype: float}", "c/one = Const(^first) {dtype: float}", "c/negative = Neg(a) {T: float}",
             "c/sum = AddN(c/value, c/one, c/negative, ^a)", "c = Identity(c/sum) {T: float}"],
            lines[3..]);
    }

    [Fact]
    public void PlaceholdersOfAttributesAreFilledIn()
    {
        var generic = Function(
            "generic", [("x", "T")], [("y", "T", "negative:y:0")],
            [new NodeWriter("negative", "Neg").Input("x").With("T", new WireWriter().Text(9, "T")),
             new NodeWriter("loop", "While").Input("x").With("cond", AttributeWriter.Function(new WireWriter().Text(1, "twice").Message(2, new WireWriter().Text(1, "E").Message(2, new WireWriter().Text(9, "T")))))]);
        var call = new NodeWriter("c", "generic").Input("a").With("T", AttributeWriter.Type(DataType.Double));

        Assert.Equal(
            ["a = Placeholder() {dtype: float}", "c/negative = Neg(a) {T: double}", "c/loop = While(a) {cond: twice[E: double]}", "c = Identity(c/negative, ^c/loop) {T: double}", "fn twice", "sum = AddV2(x, x) {T: float}"],
            Inline(Graph([Placeholder("a"), call], generic, s_twice)));
    }

    [Fact]
    public void AMissingAttributeIsAnError()
    {
        var generic = Function("generic", [("x", DataType.Float)], [], [new NodeWriter("negative", "Neg").Input("x").With("T", new WireWriter().Text(9, "T"))]);

        Assert.Contains("attribute 'T'", Refusal(Graph([Placeholder("a"), Call("c", "generic", "a")], generic)));
    }

    [Fact]
    public void ListsOfArgumentsAreWiredOneByOne()
    {
        var sum = Function("sum", [("xs", "N*T")], [("y", "T", "all:sum:0")], [new NodeWriter("all", "AddN").Inputs(["xs:1", "xs:0"]).With("N", AttributeWriter.Integer(2))]);
        var call = new NodeWriter("c", "sum").Inputs(["a", "b:1"]).With("N", AttributeWriter.Integer(2)).With("T", Float);

        Assert.Contains("c/all = AddN(b:1, a) {N: 2}", Inline(Graph([Placeholder("a"), new NodeWriter("b", "Split"), call], sum)));
    }

    [Fact]
    public void PlacesAndDevicesAreThoseOfTheGraph()
    {
        var placed = Function(
            "placed", [("x", DataType.Float)], [("y", DataType.Float, "second:y:0")],
            [Unary("first", "Neg", "x").On("/device:GPU:0"), Unary("second", "Neg", "first:y:0").With("_class", AttributeWriter.Texts(["loc:@first", "loc:@x", "loc:@gone"]))]);

        Assert.Equal(
            ["a = Placeholder() {dtype: float}", "c/first = Neg(a) {T: float} @/device:GPU:0", "c/second = Neg(c/first) {T: float, _class: [loc:@c/first, loc:@a]} @/device:CPU:0", "c = Identity(c/second) {T: float} @/device:CPU:0"],
            Inline(Graph([Placeholder("a"), Call("c", "placed", "a").On("/device:CPU:0")], placed)));
    }

    [Fact]
    public void NamesThatAreTakenGetANumber()
    {
        Assert.Contains("c/sum_1 = AddV2(a, a) {T: float}", Inline(Graph([Placeholder("a"), Placeholder("c/sum"), Call("c", "twice", "a")], s_twice)));
    }

    [Fact]
    public void WhatSharesUnderItsOwnNameKeepsIt()
    {
        var queue = Function("queue", [], [("q", DataType.Resource, "queue:handle:0")], [new NodeWriter("queue", "FIFOQueueV2")]);

        Assert.Contains("c/queue = FIFOQueueV2() {shared_name: queue}", Inline(Graph([Call("c", "queue")], queue)));
    }

    [Fact]
    public void OnlyWhatTheRootsReachIsReplaced()
    {
        Assert.Equal(
            ["a = Placeholder() {dtype: float}", "c/sum = AddV2(a, a) {T: float}", "c = Identity(c/sum) {T: float}", "d = StatefulPartitionedCall(a) {f: twice}", "fn twice", "sum = AddV2(x, x) {T: float}"],
            GraphText.Of(GraphInliner.Inline(Graph([Placeholder("a"), Call("c", "twice", "a"), Call("d", "twice", "a")], s_twice), ["c:0"])));
    }

    [Fact]
    public void AFunctionThatCallsItselfIsLeftACall()
    {
        var endless = Function("endless", [("x", DataType.Float)], [("y", DataType.Float, "again:output:0")], [Call("again", "endless", "x")]);

        Assert.Equal(
            ["a = Placeholder() {dtype: float}", "c/again = StatefulPartitionedCall(a) {f: endless}", "c = Identity(c/again, ^c/again) {T: float}", "fn endless", "again = StatefulPartitionedCall(x) {f: endless}"],
            Inline(Graph([Placeholder("a"), Call("c", "endless", "a")], endless)));
    }

    [Fact]
    public void FunctionsThatDoubleEachOtherAreAnError()
    {
        var functions = Enumerable.Range(0, 40).Select(level => Function($"f{level}", [], [], [Call("one", $"f{level + 1}"), Call("two", $"f{level + 1}")])).Append(Function("f40", [], [], []));

        Assert.Contains("more than 100000 nodes", Refusal(Graph([Call("c", "f0")], [.. functions])));
    }

    [Fact]
    public void WhatIsNotThereIsAnError()
    {
        Assert.Contains("the function 'gone'", Refusal(Graph([Call("c", "gone")])));
        Assert.Contains("with 0 tensors; it takes 1", Refusal(Graph([Call("c", "twice")], s_twice)));
        Assert.Contains("'none:y:0'", Refusal(Graph([Call("c", "f")], Function("f", [], [], [Unary("negative", "Neg", "none:y:0")]))));
        Assert.Contains("'gone' is wanted", Assert.Throws<ModelFormatException>(() => GraphInliner.Inline(Graph([]), ["gone"])).Message);
    }

    private static string[] Inline(GraphDocument graph) => GraphText.Of(GraphInliner.Inline(graph));

    private static string Refusal(GraphDocument graph) => Assert.Throws<ModelFormatException>(() => GraphInliner.Inline(graph)).Message;
}
