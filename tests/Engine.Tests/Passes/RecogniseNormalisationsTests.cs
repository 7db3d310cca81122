using TypedModels.Engine.Tests.Support;

namespace TypedModels.Engine.Tests.Passes;

public sealed class RecogniseNormalisationsTests
{
    private const string Name = "LayerNormalisation";

    [Fact]
    public void TheArithmeticOfABatchNormalisationIsOne()
    {
        var graph = Moments([2], -1, 3, 37).Node("i", "Rsqrt", "v_e").Node("s", "Mul", "i g").Node("xs", "Mul", "x s").Node("ms", "Mul", "m s").Node("o", "Sub", "b ms").Node("y", "AddV2", "xs o");
        Assert.Equal([Name], graph.Run("y"));
    }

    [Fact]
    public void SoIsTheSpellingWithTheNegatedMean()
    {
        var graph = Moments([-1], -1, 3, 37).Node("i", "Rsqrt", "v_e").Node("s", "Mul", "g i").Node("xs", "Mul", "s x").Node("n", "Neg", "m").Node("ns", "Mul", "n s").Node("o", "AddV2", "b ns").Node("y", "AddV2", "o xs");
        Assert.Equal([Name], graph.Run("y"));
    }

    [Fact]
    public void SoIsTheCentredSpellingWithOrWithoutFactors()
    {
        var graph = Moments([1], -1, 40).Node("d", "Sub", "x m").Node("r", "Sqrt", "v_e").Node("u", "RealDiv", "d r").Node("f", "Mul", "u g").Node("y", "AddV2", "b f");
        Assert.Equal([Name], graph.Run("y"));
        Assert.Equal([Name], graph.Run("u"));
    }

    [Fact]
    public void SeveralInnermostAxesAreOneRow() => Assert.Equal([Name], Centred(Moments([1, 2], -1, 3, 5)).Run("y"));

    [Fact]
    public void WithoutTheMeanItIsOneToo()
    {
        var graph = new FloatGraph().Input("x", -1, 3, 37).Weights("g", 37).Constant("e", [], 1e-5f).Integers("axes", 2).Node("q", "Square", "x").Node("v", "Mean", "q axes", Keep).Node("v_e", "AddV2", "v e")
            .Node("i", "Rsqrt", "v_e").Node("xs", "Mul", "x i").Node("y", "Mul", "g xs");
        Assert.Equal([Name], graph.Run("y"));
    }

    [Fact]
    public void RowsThatAreChannelsOfATrainedBatchAreOne()
    {
        var graph = new FloatGraph().Input("x", -1, 3, 37).Weights("g", 37).Weights("b", 37).Integer("one", 1).Integer("length", 37).Constant("none", [0]).Constant("c1", [], 1).Constant("c0", [], 0)
            .Integers("from", 0).Integers("to", 1).Integers("last", 2).Integers("end", 3).Integers("step", 1)
            .Node("shape", "Shape", "x", DataType.Int32).Node("n0", "StridedSlice", "shape from to step", DataType.Int32, Slice).Node("n1", "StridedSlice", "shape to last step", DataType.Int32, Slice)
            .Node("n2", "StridedSlice", "shape last end step", DataType.Int32, Slice).Node("rows", "Mul", "n0 n1", DataType.Int32, NodeAttribute.Type("T", DataType.Int32))
            .Node("flat", "Pack", "one rows n2 one", DataType.Int32, NodeAttribute.Type("T", DataType.Int32), NodeAttribute.Integer("N", 4)).Node("count", "Pack", "rows", DataType.Int32, NodeAttribute.Type("T", DataType.Int32), NodeAttribute.Integer("N", 1))
            .Node("in", "Reshape", "x flat").Node("ones", "Fill", "count c1").Node("zeros", "Fill", "count c0")
            .Node("batch", "FusedBatchNormV3", "in ones zeros none none", NodeAttribute.Type("U", DataType.Float), NodeAttribute.Text("data_format", "NCHW"))
            .Node("back", "Reshape", "batch shape").Node("f", "Mul", "back g").Node("y", "AddV2", "f b");
        Assert.Equal([Name], graph.Run("y", 1e-4f));
    }

    [Fact]
    public void OtherAxesAndOtherFactorsAreNone()
    {
        Assert.DoesNotContain(Name, Centred(Moments([1], -1, 37, 37)).Run("y"));
        var other = Moments([2], -1, 3, 37).Weights("g3", 3, 1).Node("d", "Sub", "x m").Node("i", "Rsqrt", "v_e").Node("s", "Mul", "i g3").Node("y", "Mul", "d s");
        Assert.DoesNotContain(Name, other.Run("y"));
    }

    [Fact]
    public void AMeanThatIsWantedStays() => Assert.DoesNotContain(Name, Centred(Moments([2], -1, 3, 37)).Run("y", 1e-5f, "m"));

    private static (string, Formats.Protobuf.WireWriter) Keep => NodeAttribute.Flag("keep_dims", true);

    private static (string, Formats.Protobuf.WireWriter)[] Slice => [NodeAttribute.Type("T", DataType.Int32), NodeAttribute.Type("Index", DataType.Int32), NodeAttribute.Integer("shrink_axis_mask", 1)];

    private static FloatGraph Moments(int[] axes, params long[] shape)
    {
        long[] row = shape[^axes.Length..];
        return new FloatGraph().Input("x", shape).Weights("g", row).Weights("b", row).Constant("e", [], 1e-3f).Integers("axes", axes)
            .Node("m", "Mean", "x axes", Keep).Node("q", "SquaredDifference", "x m").Node("v", "Mean", "q axes", Keep).Node("v_e", "AddV2", "v e");
    }

    private static FloatGraph Centred(FloatGraph graph) => graph.Node("d", "Sub", "x m").Node("i", "Rsqrt", "v_e").Node("s", "Mul", "i g").Node("p", "Mul", "d s").Node("y", "AddV2", "p b");
}
