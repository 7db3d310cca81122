using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Graphs;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Passes;
using TypedModels.Formats.Graphs;

namespace TypedModels.Engine.Tests.Passes;

public sealed class FuseProductsTests
{
    [Fact]
    public void WhatIsAddedAndTheFunctionBecomePartOfTheProduct()
    {
        var product = Product();
        var sum = Make("Add", product.Output(0), Constant([1, 2]));
        var relu = Make("Relu", sum.Output(0));
        var graph = Fused(relu.Output(0));

        Assert.Equal(product.Output(0), graph.Results[0]);
        Assert.Equal(Activation.Relu, product.Tail!.Activation);
        Assert.Equal([1f, 2f], product.Inputs[product.Tail.BiasInput].Constant!.Span<float>().ToArray());
    }

    [Fact]
    public void AProductKnowsWhatItCarriesOut()
    {
        var product = Product();
        var relu = Make("Relu", Make("Add", product.Output(0), Constant([1, 2])).Output(0));
        Fused(relu.Output(0));

        Assert.Equal([("Add", "Add", false), ("Relu", "Relu", false)], product.Includes!.Select(node => (node.Name, node.Operation, node.IsBefore)));
    }

    [Fact]
    public void WhatANodeCarriedOutGoesWithIt()
    {
        var product = Product();
        product.Include(Make("Pad"), isBefore: true);
        product.Include(Make("Relu"));
        var other = Make("Other");
        other.Include(product);

        Assert.Equal(["Pad", "MatMul", "Relu"], other.Includes!.Select(node => node.Operation));
        Assert.DoesNotContain(other.Includes!, node => node.IsBefore);
    }

    [Fact]
    public void FactorsGoIntoTheColumnsAndTheBiasBeforeThem()
    {
        var product = Product();
        var sum = Make("Add", product.Output(0), Constant([1, 2]));
        var scaled = Make("Mul", Constant([10, 100]), sum.Output(0));
        var graph = Fused(scaled.Output(0));

        Assert.Equal(product.Output(0), graph.Results[0]);
        Assert.Equal([10.0, 100.0], product.ColumnFactors!);
        Assert.Equal([10f, 200f], product.Inputs[product.Tail!.BiasInput].Constant!.Span<float>().ToArray());
    }

    [Fact]
    public void AValueThatIsReadTwiceStays()
    {
        var product = Product();
        var relu = Make("Relu", product.Output(0));
        var graph = Fused(relu.Output(0), product.Output(0));

        Assert.Equal(relu.Output(0), graph.Results[0]);
        Assert.Null(product.Tail);
    }

    [Fact]
    public void NothingComesAfterAFunction()
    {
        var product = Product();
        var relu = Make("Relu", product.Output(0));
        var sum = Make("Add", relu.Output(0), Constant([1, 2]));
        var graph = Fused(sum.Output(0));

        Assert.Equal(sum.Output(0), graph.Results[0]);
        Assert.Equal(product.Output(0), sum.Inputs[0]);
        Assert.Equal(Activation.Relu, product.Tail!.Activation);
    }

    [Fact]
    public void ANumberForEachRowIsNoBias()
    {
        var product = Product();
        var sum = Make("Add", product.Output(0), Node.OfConstant("column", Tensor.CreateShared<float>(DataType.Float, new Shape(2, 1), [1, 2])).Output(0));
        var graph = Fused(sum.Output(0));

        Assert.Equal(sum.Output(0), graph.Results[0]);
    }

    private static Graph Fused(params NodeOutput[] results)
    {
        var graph = new Graph([]);
        graph.Results.AddRange(results);
        new FuseProducts(new MemoryBudget(null)).Apply(graph);
        return graph;
    }

    private static Node Product() =>
        Make("MatMul", Make("Placeholder").Output(0), Node.OfConstant("weights", Tensor.CreateShared<float>(DataType.Float, new Shape(3, 2), [1, 2, 3, 4, 5, 6])).Output(0));

    private static NodeOutput Constant(float[] numbers) => Node.OfConstant("numbers", Tensor.CreateShared<float>(DataType.Float, new Shape(numbers.Length), numbers)).Output(0);

    private static Node Make(string operation, params NodeOutput[] inputs)
    {
        var node = new Node { Name = operation, Operation = operation, Attributes = new NodeAttributes(new AttributeMap(), null, null), OutputTypes = [DataType.Float] };
        node.Inputs.AddRange(inputs);
        return node;
    }
}
