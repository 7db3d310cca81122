using TypedModels.Engine.Tests.Support;
using TypedModels.Engines;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Tests.Inference;

public class ShapeInferenceTests
{
    private static readonly (string, WireWriter) s_float = NodeAttribute.Type("T", DataType.Float);
    private static readonly (string, WireWriter) s_int = NodeAttribute.Type("T", DataType.Int32);
    private static readonly (string, WireWriter) s_index = NodeAttribute.Type("Index", DataType.Int32);

    [Fact]
    public void ALengthThatIsTakenFromAShapeIsTheSameInTheShapeThatIsMadeOfIt()
    {
        var builder = new GraphBuilder().Input("x", -1, 28, 28)
            .Node("shape", "Shape", "x", s_float)
            .Constant("zero", 0).Constant("one", 1).Node("begin", "Pack", "zero", s_int, NodeAttribute.Integer("N", 1))
            .Node("end", "Pack", "one", s_int, NodeAttribute.Integer("N", 1))
            .Node("batch", "StridedSlice", "shape begin end end", s_int, s_index, NodeAttribute.Integer("shrink_axis_mask", 1))
            .Constant("rest", -1)
            .Node("lengths", "Pack", "batch rest", s_int, NodeAttribute.Integer("N", 2))
            .Node("flat", "Reshape", "x lengths", s_float);

        Assert.Equal(["[n1, 28, 28]", "[n1, 784]"], InferredGraph.Shapes(builder, "x", "x flat"));
    }

    [Theory]
    [InlineData(new long[] { -1, 4 }, new long[] { 4 }, "[n1, 4]")]
    [InlineData(new long[] { -1, 1 }, new long[] { 3, 5 }, "[3, 5]")]
    [InlineData(new long[] { 2, 1 }, new long[] { -1, 1, 7 }, "[n1, 2, 7]")]
    [InlineData(new long[] { -1 }, new long[] { -1 }, "[?]")]
    public void BroadcastValuesHaveTheLongerOfEachLength(long[] left, long[] right, string expected)
    {
        var builder = new GraphBuilder().Input("x", left).Input("y", right).Node("sum", "AddV2", "x y", s_float);

        Assert.Equal([expected], InferredGraph.Shapes(builder, "x y", "sum"));
    }

    [Theory]
    [InlineData("SAME", 1, "[n1, 9, 9, 8]")]
    [InlineData("SAME", 2, "[n1, 5, 5, 8]")]
    [InlineData("VALID", 1, "[n1, 7, 7, 8]")]
    [InlineData("VALID", 2, "[n1, 4, 4, 8]")]
    public void AConvolutionGivesAsManyPlacesAsItsWindowHas(string padding, int stride, string expected)
    {
        var builder = new GraphBuilder().Input("x", -1, 9, 9, 3).Input("filter", 3, 3, 3, 8)
            .Node("y", "Conv2D", "x filter", s_float, NodeAttribute.Text("padding", padding), Integers("strides", 1, stride, stride, 1));

        Assert.Equal([expected], InferredGraph.Shapes(builder, "x filter", "y"));
    }

    [Fact]
    public void AProductThatCanNeverFitIsAnErrorOfTheLoadThatNamesTheNode()
    {
        var builder = new GraphBuilder().Input("x", -1, 3).Input("weights", 4, 2).Node("dense/MatMul", "MatMul", "x weights", s_float);

        var refused = Assert.Throws<ModelLoadException>(() => Load(builder, "x weights", "dense/MatMul"));
        Assert.Contains("Matrix size-incompatible: In[0]: [n1, 3], In[1]: [4, 2]", refused.Message, StringComparison.Ordinal);
        Assert.Contains("node dense/MatMul", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFilterForOtherChannelsIsAnErrorOfTheLoad()
    {
        var builder = new GraphBuilder().Input("x", -1, 9, 9, 3).Input("filter", 3, 3, 4, 8)
            .Node("y", "Conv2D", "x filter", s_float, NodeAttribute.Text("padding", "SAME"), Integers("strides", 1, 1, 1, 1));

        var refused = Assert.Throws<ModelLoadException>(() => Load(builder, "x filter", "y"));
        Assert.Contains("takes 4", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ValuesOfUnknownRankAreLeftToTheCall()
    {
        var builder = new GraphBuilder().Node("x", "Placeholder", "", NodeAttribute.Type("dtype", DataType.Float)).Input("y", 4, 2)
            .Node("product", "MatMul", "x y", s_float).Node("sum", "AddV2", "product y", s_float);

        Assert.Equal(["[...]", "[...]"], InferredGraph.Shapes(builder, "x y", "product sum"));
    }

    private static void Load(GraphBuilder builder, string inputs, string output)
    {
        var model = new EngineModel
        {
            Name = "hand_made",
            Source = "hand_made",
            GraphDef = builder.ToArray(),
            Signatures = [new EngineSignature("call", [.. inputs.Split(' ').Select(name => new EngineTensor(name, DataType.Float))], [new EngineTensor(output, DataType.Float)])],
        };
        using var session = new ManagedEngine().Open(model, new ModelOptions(), _ => { }, CancellationToken.None);
    }

    private static (string, WireWriter) Integers(string name, params ReadOnlySpan<int> values)
    {
        var list = new WireWriter();
        foreach (int value in values)
        {
            list.Varint(3, value);
        }

        return (name, new WireWriter().Message(1, list));
    }
}
