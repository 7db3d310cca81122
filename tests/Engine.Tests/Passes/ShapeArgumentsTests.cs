using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Passes;
using TypedModels.Engine.Planning;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Operations;
using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Tests.Passes;

public sealed class ShapeArgumentsTests
{
    [Fact]
    public void ALoopsValueThatKeepsItsShapeHasItInEveryRound()
    {
        var (graph, body) = Loop(value => Make("Neg", value).Output(0));
        Apply(graph);

        Assert.Equal("[n1, 3]", body.Arguments[0].Shapes![0].ToString());
    }

    [Fact]
    public void OfALoopsValueThatGrowsTheOtherLengthsAreKnown()
    {
        var (graph, body) = Loop(value =>
        {
            var axis = Node.OfConstant("axis", Tensor.CreateShared<int>(DataType.Int32, Shape.Scalar, [0])).Output(0);
            var joined = Make("ConcatV2", value, value, axis);
            joined.Attributes.SetType("Tidx", DataType.Int32);
            return joined.Output(0);
        });
        Apply(graph);

        Assert.Equal("[?, 3]", body.Arguments[0].Shapes![0].ToString());
    }

    [Fact]
    public void LengthsThatOnlyAFunctionKnowsAreNotTakenForItsCallers()
    {
        var x = Argument("x", new InferredShape(Dimension.Symbol(1)));
        var found = Make("Where", x.Output(0));
        found.OutputTypes = [DataType.Int64];
        var graph = new Graph([x]);
        graph.Results.Add(found.Output(0));
        new InferShapes(Describe, namesLengths: true).Apply(graph);
        var outside = found.Shapes![0];

        new InferShapes(Describe, namesLengths: true).Apply(graph);
        Assert.NotEqual(outside[0], found.Shapes![0][0]);
    }

    private static (Graph Graph, FunctionGraph Body) Loop(Func<NodeOutput, NodeOutput> next)
    {
        var start = Argument("start", new InferredShape(Dimension.Symbol(1), 3));
        var value = Argument("value", InferredShape.Unknown);
        var body = new FunctionGraph("body", [value]);
        body.Results.Add(next(value.Output(0)));
        var again = Argument("value", InferredShape.Unknown);
        var condition = new FunctionGraph("condition", [again]);
        condition.Results.Add(again.Output(0));
        var loop = Make("StatelessWhile", start.Output(0));
        loop.Functions = new() { ["body"] = [body], ["cond"] = [condition] };
        var graph = new Graph([start]);
        graph.Results.Add(loop.Output(0));
        return (graph, body);
    }

    private static void Apply(Graph graph) => new ShapeArguments(Describe).Apply(graph);

    private static KernelNode Describe(Node node) => new KernelFactory(KernelTable.Default, new SessionResources("test", new MemoryBudget(null), []), _ => throw new InvalidOperationException("No functions here.")).Describe(node);

    private static Node Argument(string name, InferredShape shape) => new()
    {
        Name = name, Operation = Node.ArgumentOperation, Attributes = NodeAttributes.None, OutputTypes = [DataType.Float], Shapes = [shape],
    };

    private static Node Make(string operation, params NodeOutput[] inputs)
    {
        var attributes = new NodeAttributes(new AttributeMap(), OperationTable.Find(operation)!.Defaults, null);
        attributes.SetType("T", DataType.Float);
        var node = new Node { Name = operation, Operation = operation, Definition = OperationTable.Find(operation), Attributes = attributes, OutputTypes = [DataType.Float] };
        node.Inputs.AddRange(inputs);
        return node;
    }
}
