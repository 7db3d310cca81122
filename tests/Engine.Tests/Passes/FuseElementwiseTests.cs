using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels;
using TypedModels.Engine.Kernels.Elementwise;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Passes;
using TypedModels.Engine.Planning;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Operations;
using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Tests.Passes;

public sealed class FuseElementwiseTests
{
    private static readonly InferredShape s_shape = new(Dimension.Symbol(1), 3);

    [Fact]
    public void OperationsThatReadEachOtherBecomeOne()
    {
        Node x = Argument("x"), factor = Number("factor");
        var root = Make("Relu", Make("AddV2", Make("Mul", x.Output(0), factor.Output(0)).Output(0), x.Output(0)).Output(0));
        var fused = Fused(root.Output(0)).Results[0].Node;

        Assert.Equal([x.Output(0), factor.Output(0)], fused.Inputs);
        Assert.Equal(["Mul", "AddV2"], fused.Includes!.Select(node => node.Operation));
        Assert.Equal(3, Assert.IsType<ElementProgramForm>(fused.Form).Program.Length);
    }

    [Fact]
    public void AConversionOfWhatIsReadIsPartOfIt()
    {
        var pixels = new Node { Name = "pixels", Operation = Node.ArgumentOperation, Attributes = NodeAttributes.None, OutputTypes = [DataType.UInt8], Shapes = [s_shape] };
        var cast = Make("Cast", pixels.Output(0));
        cast.Attributes.SetType("SrcT", DataType.UInt8);
        cast.Attributes.SetType("DstT", DataType.Float);
        var fused = Fused(Make("Mul", cast.Output(0), Number("factor").Output(0)).Output(0)).Results[0].Node;

        Assert.Equal(pixels.Output(0), fused.Inputs[0]);
        Assert.Equal(2, Assert.IsType<ElementProgramForm>(fused.Form).Program.Length);
    }

    [Fact]
    public void AValueThatTwoOfThemReadIsHandedToBoth()
    {
        var x = Argument("x");
        var negated = Make("Neg", x.Output(0));
        var root = Make("Mul", Make("Exp", negated.Output(0)).Output(0), negated.Output(0));
        var fused = Fused(root.Output(0)).Results[0].Node;

        Assert.Equal([x.Output(0)], fused.Inputs);
        Assert.Equal(3, Assert.IsType<ElementProgramForm>(fused.Form).Program.Length);
    }

    [Fact]
    public void AValueThatIsReadElsewhereStays()
    {
        var x = Argument("x");
        var negated = Make("Neg", x.Output(0));
        var root = Make("Exp", negated.Output(0));
        var graph = Fused(root.Output(0), negated.Output(0));

        Assert.Null(graph.Results[0].Node.Form);
    }

    [Fact]
    public void AValueThatIsWaitedForStays()
    {
        var x = Argument("x");
        var negated = Make("Neg", x.Output(0));
        var root = Make("Exp", negated.Output(0));
        var waiting = Make("Sqrt", x.Output(0));
        waiting.ControlInputs.Add(negated);
        var graph = Fused(root.Output(0), waiting.Output(0));

        Assert.Null(graph.Results[0].Node.Form);
    }

    [Fact]
    public void WhatIsStretchedOnlyLaterIsComputedBefore()
    {
        Node x = Argument("x"), factor = Argument("factor");
        factor.Shapes = [new InferredShape(3)];
        var negated = Make("Neg", factor.Output(0));
        negated.Shapes = factor.Shapes;
        var root = Make("Mul", x.Output(0), negated.Output(0));

        Assert.Null(Fused(root.Output(0)).Results[0].Node.Form);
    }

    [Fact]
    public void LengthsThatNothingIsKnownOfAreExpectedToBeTheSame()
    {
        Node x = Argument("x"), y = Argument("y");
        var negated = Make("Neg", x.Output(0));
        var root = Make("Mul", negated.Output(0), y.Output(0));
        y.Shapes = root.Shapes = [new InferredShape(Dimension.Unknown, 3)];

        Assert.NotNull(Fused(root.Output(0)).Results[0].Node.Form);
    }

    [Fact]
    public void ALengthThatIsOneIsExpectedToBeStretched()
    {
        var x = Argument("x");
        var negated = Make("Neg", x.Output(0));
        var root = Make("Exp", negated.Output(0));
        x.Shapes = negated.Shapes = [new InferredShape(1, 3)];
        root.Shapes = [new InferredShape(Dimension.Unknown, 3)];

        Assert.Null(Fused(root.Output(0)).Results[0].Node.Form);
    }

    private static Graph Fused(params NodeOutput[] results)
    {
        var graph = new Graph([]);
        graph.Results.AddRange(results);
        var resources = new SessionResources("test", new MemoryBudget(null), []);
        var kernels = new KernelFactory(KernelTable.Default, resources, _ => throw new InvalidOperationException("No functions here."));
        new FuseElementwise(KernelTable.Default, kernels.Create).Apply(graph);
        return graph;
    }

    private static Node Argument(string name) => new()
    {
        Name = name, Operation = Node.ArgumentOperation, Attributes = NodeAttributes.None, OutputTypes = [DataType.Float], Shapes = [s_shape],
    };

    private static Node Number(string name) => Node.OfConstant(name, Tensor.CreateShared<float>(DataType.Float, Shape.Scalar, [2]));

    private static Node Make(string operation, params NodeOutput[] inputs)
    {
        var attributes = new NodeAttributes(new AttributeMap(), OperationTable.Find(operation)!.Defaults, null);
        attributes.SetType("T", DataType.Float);
        var node = new Node { Name = operation, Operation = operation, Definition = OperationTable.Find(operation), Attributes = attributes, OutputTypes = [DataType.Float], Shapes = [s_shape] };
        node.Inputs.AddRange(inputs);
        return node;
    }
}
