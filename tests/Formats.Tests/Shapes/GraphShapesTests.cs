using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;
using TypedModels.Formats.SavedModels;
using TypedModels.Formats.Shapes;

namespace TypedModels.Tests.Shapes;

public class GraphShapesTests
{
    private static readonly (string, WireWriter) s_float = ("T", Type(DataType.Float));

    [Fact]
    public void AGraphThatDeclaresNothingOfItsResultsSaysWhatFollowsFromItsOperations()
    {
        var shapes = Of(
            Placeholder("x", -1, 4),
            Placeholder("weights", 4, 3),
            Node("product", "MatMul", ["x", "weights"], s_float),
            Node("probabilities", "Softmax", ["product"], s_float),
            Node("last", "Const", [], ("dtype", Type(DataType.Int32)), ("value", Scalar(1))),
            Node("classes", "ArgMax", ["probabilities", "last"], s_float));

        Assert.Equal("Float [?, 3]", Text(shapes, "probabilities"));
        Assert.Equal("Int64 [?]", Text(shapes, "classes"));
    }

    [Fact]
    public void WhatANodeDeclaresCountsUnlessItContradictsWhatFollows()
    {
        var shapes = Of(
            Placeholder("x", -1, 4),
            Node("narrower", "Relu", ["x"], s_float, ("_output_shapes", Shapes([2, -1]))),
            Node("other", "Relu", ["x"], s_float, ("_output_shapes", Shapes([2, 5]))));

        Assert.Equal("Float [2, 4]", Text(shapes, "narrower"));
        Assert.Equal("Float [?, 4]", Text(shapes, "other"));
    }

    [Fact]
    public void RowsOfDifferentLengthsAreAsWideAsTheyAreAskedFor()
    {
        var shapes = Of(
            Placeholder("values", -1),
            Node("splits", "Placeholder", [], ("dtype", Type(DataType.Int64)), ("shape", new WireWriter().Message(7, Shape([4])))),
            Node("width", "Const", [], ("dtype", Type(DataType.Int32)), ("value", Scalar(7))),
            Node("any", "Const", [], ("dtype", Type(DataType.Int32)), ("value", Scalar(-1))),
            Node("size", "Pack", ["any", "width"], ("T", Type(DataType.Int32)), ("N", new WireWriter().Varint(3, 2))),
            Node("matrix", "RaggedTensorToTensor", ["size", "values", "values", "splits"], s_float, ("Tindex", Type(DataType.Int64)), ("Tshape", Type(DataType.Int32)), ("num_row_partition_tensors", new WireWriter().Varint(3, 1))),
            Node("open", "RaggedTensorToTensor", ["any", "values", "values", "splits"], s_float, ("Tindex", Type(DataType.Int64)), ("Tshape", Type(DataType.Int32)), ("num_row_partition_tensors", new WireWriter().Varint(3, 1))),
            Node("counts", "RaggedBincount", ["splits", "width", "width", "values"], s_float, ("Tidx", Type(DataType.Int32))));

        Assert.Equal("Float [?, 7]", Text(shapes, "matrix"));
        Assert.Equal("Float [...]", Text(shapes, "open"));
        Assert.Equal("Float [3, 7]", Text(shapes, "counts"));
    }

    [Fact]
    public void AChainOfManyNodesNeedsNoDeepStack()
    {
        const int Length = 20_000;

        WireWriter[] chain = [.. Enumerable.Range(1, Length).Select(i => Node($"n{i}", "Relu", [$"n{i - 1}"], s_float))];

        Assert.Equal("Float [?, 4]", Text(Of([Placeholder("n0", -1, 4), .. chain]), $"n{Length}"));
    }

    [Fact]
    public void OfValuesThatComeFromThemselvesNothingIsKnown()
    {
        var shapes = Of(Node("a", "Relu", ["b"], s_float), Node("b", "Relu", ["a"], s_float));

        Assert.Equal("Float [...]", Text(shapes, "a"));
    }

    [Fact]
    public void ABranchGivesWhatBothSidesAgreeOn()
    {
        var shapes = Of(Placeholder("x", 2, 4), Placeholder("y", 3, 4), Node("both", "Merge", ["x", "y"], s_float, ("N", new WireWriter().Varint(3, 2))));

        Assert.Equal("Float [?, 4]", Text(shapes, "both"));
    }

    [Fact]
    public void AFunctionIsAskedWithTheShapesOfItsCaller()
    {
        var shapes = Of(
            [Placeholder("x", -1, 4), Node("call", "PartitionedCall", ["x"], ("f", Function("double")), ("Tout", Types(DataType.Float)))],
            FunctionOf("double", Node("sum", "AddV2", ["value", "value"], s_float), "sum:z:0"));

        Assert.Equal("Float [?, 4]", Text(shapes, "call"));
    }

    [Fact]
    public void AFunctionThatCallsItselfEnds()
    {
        var shapes = Of(
            [Placeholder("x", 1), Node("call", "PartitionedCall", ["x"], ("f", Function("again")), ("Tout", Types(DataType.Float)))],
            FunctionOf("again", Node("inner", "PartitionedCall", ["value"], ("f", Function("again")), ("Tout", Types(DataType.Float))), "inner:output:0"));

        Assert.Equal("Float [...]", Text(shapes, "call"));
    }

    [Fact]
    public void OfATensorThatIsNotThereNothingIsKnown() => Assert.Equal((null, TensorShape.Unknown), Of(Placeholder("x", 1)).Infer(new TensorName("y", 0)));

    private static string Text(GraphShapes shapes, string node)
    {
        var (type, shape) = shapes.Infer(new TensorName(node, 0));
        return $"{type} {shape}";
    }

    private static GraphShapes Of(params WireWriter[] nodes) => Of(nodes, null);

    private static GraphShapes Of(WireWriter[] nodes, WireWriter? function)
    {
        var graph = new WireWriter();
        foreach (var node in nodes)
        {
            graph.Message(1, node);
        }

        graph.Message(4, new WireWriter().Varint(1, 1000));
        if (function is not null)
        {
            graph.Message(2, new WireWriter().Message(1, function));
        }

        return GraphShapes.Of(new MetaGraphDocument(new WireWriter().Message(2, graph).ToArray()));
    }

    private static WireWriter Node(string name, string operation, string[] inputs, params (string Name, WireWriter Value)[] attributes)
    {
        var node = new WireWriter().Text(1, name).Text(2, operation);
        Array.ForEach(inputs, input => node.Text(3, input));
        Array.ForEach(attributes, attribute => node.Message(5, new WireWriter().Text(1, attribute.Name).Message(2, attribute.Value)));
        return node;
    }

    private static WireWriter Placeholder(string name, params long[] shape) =>
        Node(name, "Placeholder", [], ("dtype", Type(DataType.Float)), ("shape", new WireWriter().Message(7, Shape(shape))));

    private static WireWriter FunctionOf(string name, WireWriter body, string result)
    {
        var signature = new WireWriter().Text(1, name).Message(2, new WireWriter().Text(1, "value").Varint(3, 1)).Message(3, new WireWriter().Text(1, "result").Varint(3, 1));
        return new WireWriter().Message(1, signature).Message(3, body).Message(4, new WireWriter().Text(1, "result").Text(2, result));
    }

    private static WireWriter Type(DataType type) => new WireWriter().Varint(6, (int)type);

    private static WireWriter Types(DataType type) => new WireWriter().Message(1, new WireWriter().Varint(6, (int)type));

    private static WireWriter Function(string name) => new WireWriter().Message(10, new WireWriter().Text(1, name));

    private static WireWriter Scalar(int value) => new WireWriter().Message(8, new WireWriter().Varint(1, (int)DataType.Int32).Message(2, new WireWriter()).Varint(7, value));

    private static WireWriter Shapes(long[] shape) => new WireWriter().Message(1, new WireWriter().Message(7, Shape(shape)));

    private static WireWriter Shape(long[] shape)
    {
        var message = new WireWriter();
        Array.ForEach(shape, length => message.Message(2, new WireWriter().Varint(1, length)));
        return message;
    }
}
