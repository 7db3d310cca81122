using TypedModels.Engine.Tests.Support;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Tests.Maps;

public class TensorMapTests
{
    private static readonly (string, WireWriter) s_key = NodeAttribute.Type("key_dtype", DataType.Int32);
    private static readonly (string, WireWriter) s_value = NodeAttribute.Type("value_dtype", DataType.Int32);

    [Fact]
    public void AMapGivesTheValueThatWasPutInLast()
    {
        using var graph = LoadedGraph.Load(Map().Node("found", "TensorMapLookup", "second k", s_key, s_value).Node("size", "TensorMapSize", "second"), "k v w", "found size");

        Assert.Equal([[8, 9], [1]], graph.Call([1, 2], [5], [8, 9]));
        Assert.Equal([[7], [1]], graph.Call([3], [5], [7]));
    }

    [Fact]
    public void AMapThatIsStillReadIsCopiedBeforeItIsChanged()
    {
        var builder = Map().Node("erased", "TensorMapErase", "second k", s_key)
            .Node("before", "TensorMapSize", "second").Node("after", "TensorMapSize", "erased").Node("old", "TensorMapLookup", "first k", s_key, s_value);
        using var graph = LoadedGraph.Load(builder, "k v w", "before after old");

        Assert.Equal([[1], [0], [5]], graph.Call([1, 2], [5], [8, 9]));
    }

    [Fact]
    public void KeysAreStackedInTheOrderInWhichTheyCame()
    {
        var builder = Map().Node("third", "TensorMapInsert", "second w v", s_key, s_value).Node("keys", "TensorMapStackKeys", "third", s_key);
        using var graph = LoadedGraph.Load(builder, "k v w", "keys");

        Assert.Equal([[3, 4, 8, 9]], graph.Call([3, 4], [5], [8, 9]));
    }

    [Fact]
    public void AKeyThatIsNotThereIsAnError()
    {
        using var graph = LoadedGraph.Load(Map().Node("found", "TensorMapLookup", "second v", s_key, s_value), "k v w", "found");

        var failure = Assert.Throws<ModelRunException>(() => graph.Call([1, 2], [5], [8, 9]));
        Assert.Equal((ModelErrorCode.InvalidArgument, "found"), (failure.Code, failure.Node));
    }

    private static GraphBuilder Map() => new GraphBuilder().Argument("k", DataType.Int32).Argument("v", DataType.Int32).Argument("w", DataType.Int32)
        .Node("empty", "EmptyTensorMap")
        .Node("first", "TensorMapInsert", "empty k v", s_key, s_value)
        .Node("second", "TensorMapInsert", "first k w", s_key, s_value);
}
