using TypedModels.Engine.Tests.Support;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Tests.Shapes;

public class MovedListTests
{
    private static readonly (string, WireWriter) s_int = NodeAttribute.Type("T", DataType.Int32);
    private static readonly (string, WireWriter) s_variant = NodeAttribute.Type("T", DataType.Variant);
    private static readonly (string, WireWriter) s_index = NodeAttribute.Type("Index", DataType.Int32);
    private static readonly (string, WireWriter) s_element = NodeAttribute.Type("element_dtype", DataType.Int32);

    [Fact]
    public void AListInSeveralTensorsKeepsItsElementsWhenOneOfThemIsChanged()
    {
        // [list, list, list] → the last; that one is made longer.
        var builder = new GraphBuilder().Argument("x", DataType.Int32)
            .Constant("scalar", Array.Empty<int>()).Constant("most", -1)
            .Node("empty", "EmptyTensorList", "scalar most", s_element, NodeAttribute.Type("shape_type", DataType.Int32))
            .Node("list", "TensorListPushBack", "empty x", s_element)
            .Node("pair", "Pack", "list list", s_variant, NodeAttribute.Integer("N", 2))
            .Constant("twice", 2).Node("multiples", "Pack", "twice", s_int, NodeAttribute.Integer("N", 1))
            .Node("four", "Tile", "pair multiples", s_variant)
            .Constant("third", 3).Constant("fourth", 4).Constant("step", 1)
            .Node("begin", "Pack", "third", s_int, NodeAttribute.Integer("N", 1)).Node("end", "Pack", "fourth", s_int, NodeAttribute.Integer("N", 1))
            .Node("one", "Pack", "step", s_int, NodeAttribute.Integer("N", 1))
            .Node("last", "StridedSlice", "four begin end one", s_variant, s_index, NodeAttribute.Integer("shrink_axis_mask", 1))
            .Node("longer", "TensorListPushBack", "last x", s_element)
            .Node("count", "TensorListLength", "longer").Node("first", "TensorListLength", "list");
        using var graph = LoadedGraph.Load(builder, "x", "count first");

        for (int call = 0; call < 3; call++)
        {
            Assert.Equal([2], graph.Call([5])[0]);
            Assert.Equal([1], graph.Call([5])[1]);
        }
    }
}
