using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Graphs;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Passes;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Shapes;

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
    public void FactorsAndOffsetsBehindAFunctionBecomePartOfTheProduct()
    {
        var product = Product();
        var relu = Make("Relu", product.Output(0));
        var scaled = Make("Mul", relu.Output(0), Constant([3, 4]));
        var shifted = Make("Add", scaled.Output(0), Constant([1, 2]));
        var graph = Fused(shifted.Output(0));

        Assert.Equal(product.Output(0), graph.Results[0]);
        Assert.Equal(Activation.Relu, product.Tail!.Activation);
        Assert.Null(product.ColumnFactors);
        Assert.Equal([3f, 4f], product.Inputs[product.Tail.FactorInput].Constant!.Span<float>().ToArray());
        Assert.Equal([1f, 2f], product.Inputs[product.Tail.OffsetInput].Constant!.Span<float>().ToArray());
    }

    [Fact]
    public void ASecondFunctionStays()
    {
        var product = Product();
        var relu = Make("Relu", product.Output(0));
        var second = Make("Tanh", relu.Output(0));
        var graph = Fused(second.Output(0));

        Assert.Equal(second.Output(0), graph.Results[0]);
        Assert.Equal(product.Output(0), second.Inputs[0]);
    }

    [Fact]
    public void ABiasMayHaveAsManyAxesAsTheProduct()
    {
        var product = Product();
        var row = Node.OfConstant("row", Tensor.CreateShared<float>(DataType.Float, new Shape(1, 2), [1, 2])).Output(0);
        var graph = Fused(Make("AddV2", product.Output(0), row).Output(0));

        Assert.Equal(product.Output(0), graph.Results[0]);
    }

    [Fact]
    public void ABiasOfMoreAxesThanTheProductGivesTheResultMore()
    {
        var product = Product();
        var box = Node.OfConstant("box", Tensor.CreateShared<float>(DataType.Float, new Shape(1, 1, 2), [1, 2])).Output(0);
        var sum = Make("AddV2", product.Output(0), box);

        Assert.Equal(sum.Output(0), Fused(sum.Output(0)).Results[0]);
    }

    [Fact]
    public void AValueOfTheSameShapeIsAddedByTheProduct()
    {
        Node product = Product(), other = Make("Placeholder");
        product.Shapes = other.Shapes = [new InferredShape(Dimension.Symbol(1), 2)];
        var relu = Make("Relu", Make("AddV2", other.Output(0), product.Output(0)).Output(0));
        var graph = Fused(relu.Output(0));

        Assert.Equal(product.Output(0), graph.Results[0]);
        Assert.Equal(other.Output(0), product.Inputs[product.Tail!.AddendInput]);
        Assert.Equal(Activation.Relu, product.Tail.Activation);
    }

    [Fact]
    public void OfTwoProductsThatAreAddedOneTakesTheOther()
    {
        Node first = Product(), second = Product();
        first.Shapes = second.Shapes = [new InferredShape(Dimension.Symbol(1), 2)];
        var graph = Fused(Make("AddV2", first.Output(0), second.Output(0)).Output(0));

        Assert.Equal(first.Output(0), graph.Results[0]);
        Assert.Equal(second.Output(0), first.Inputs[first.Tail!.AddendInput]);
        Assert.Null(second.Tail);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    public void AValueOfAnotherShapeIsNotAddedByTheProduct(int firstSymbol, int secondSymbol)
    {
        Node product = Product(), other = Make("Placeholder");
        product.Shapes = [new InferredShape(Length(firstSymbol), 2)];
        other.Shapes = [new InferredShape(Length(secondSymbol), 2)];
        var sum = Make("AddV2", product.Output(0), other.Output(0));

        Assert.Equal(sum.Output(0), Fused(sum.Output(0)).Results[0]);
    }

    [Fact]
    public void LengthsThatNothingIsKnownOfAreNotEqual()
    {
        Node product = Product(), other = Make("Placeholder");
        product.Shapes = other.Shapes = [new InferredShape(Dimension.Unknown, 2)];
        var sum = Make("AddV2", product.Output(0), other.Output(0));

        Assert.Equal(sum.Output(0), Fused(sum.Output(0)).Results[0]);
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

    private static Dimension Length(int symbol) => symbol == 0 ? 1 : Dimension.Symbol(symbol);

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
