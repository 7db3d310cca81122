using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Passes;
using TypedModels.Engine.Planning;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Operations;
using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Tests.Passes;

public sealed class FixShapesTests
{
    [Theory]
    [InlineData(10, true)]
    [InlineData(1 << 20, false)]
    public void OnlyWhatIsSmallIsComputedForShapes(int rows, bool isComputed)
    {
        var x = new Node { Name = "x", Operation = Node.ArgumentOperation, Attributes = NodeAttributes.None, OutputTypes = [DataType.Float], Shapes = [new InferredShape(Dimension.Symbol(1))] };
        var shape = Make("Shape", DataType.Int32, x.Output(0));
        var fill = Make("Fill", DataType.Float, shape.Output(0), Node.OfConstant("one", Tensor.CreateShared<float>(DataType.Float, Shape.Scalar, [1])).Output(0));
        fill.Attributes.SetType("index_type", DataType.Int32);
        var graph = new Graph([x]);
        graph.Results.Add(fill.Output(0));
        var resources = new SessionResources("test", new MemoryBudget(null), []);
        var kernels = new KernelFactory(KernelTable.Default, resources, _ => throw new InvalidOperationException("No functions here."));
        using var fold = new FoldConstants(KernelTable.Default, kernels.Create, resources, _ => null);

        Assert.True(new FixShapes(kernels.Describe, fold, resources.Budget).TryApply(graph, [new Shape(rows)]));
        Assert.Equal(isComputed, graph.Results[0].Constant is not null);
        Assert.NotNull(fill.Inputs[0].Constant);
    }

    private static Node Make(string operation, DataType result, params NodeOutput[] inputs)
    {
        var attributes = new NodeAttributes(new AttributeMap(), OperationTable.Find(operation)!.Defaults, null);
        attributes.SetType("T", DataType.Float);
        var node = new Node { Name = operation, Operation = operation, Definition = OperationTable.Find(operation), Attributes = attributes, OutputTypes = [result] };
        node.Inputs.AddRange(inputs);
        return node;
    }
}
