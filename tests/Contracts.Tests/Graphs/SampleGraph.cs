using TypedModels.Graphs;

namespace TypedModels.Tests.Graphs;

/// <summary>A graph with two scopes that hold the same names, a value that may be left out, and a call of a function.</summary>
internal static class SampleGraph
{
    /// <summary>The graph.</summary>
    public static GraphList Nodes { get; } = Of(
        Node("a/x", "Placeholder", [], Float(-1, 4)),
        Node("a/dense/kernel", "VariableV2", [], Float(4, 2)),
        Node("a/dense/MatMul", "MatMul", ["a/x", "a/dense/kernel"], Float(-1, 2)),
        Node("a/scores", "Softmax", ["a/dense/MatMul"], Float(-1, 2)),
        Node("b/x", "Placeholder", [], Float(-1, 4)),
        Node("b/scores", "Identity", ["b/x"], Float(-1, 4)),
        Node("rate/input", "Const", [], Float()),
        Node("rate", "PlaceholderWithDefault", ["rate/input"], Float()) with { Default = new DefaultValue { Shape = TensorShape.Scalar, Elements = ["0.5"] } },
        Node("seed", "Placeholder", [], new GraphOutput(DataType.Int64, TensorShape.Scalar)),
        Node("sample", "If", ["seed", "a/scores", "rate", "^init"], Float(-1), new GraphOutput(DataType.Int32, TensorShape.Scalar)) with { Functions = ["f1"] },
        Node("init", "NoOp", []),
        Node("call", "f2", ["a/x"], Float(-1)) with { Functions = ["f2"] },
        Node("mystery", "MyOwnOp", ["a/x"]));

    /// <summary>A graph of these nodes and the functions <c>f1</c> and <c>f2</c>.</summary>
    public static GraphList Of(params GraphNode[] nodes) => new([], nodes, [new("f1", ["Multinomial"]), new("f2", ["Mean"])]);

    private static GraphNode Node(string name, string operation, ValueList<string> inputs, params GraphOutput[] outputs) =>
        new() { Name = name, Operation = operation, Inputs = inputs, Outputs = outputs.ToValueList() };

    private static GraphOutput Float(params long[] dimensions) => new(DataType.Float, new TensorShape(dimensions));
}
