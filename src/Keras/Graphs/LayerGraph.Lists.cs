namespace TypedModels.Keras.Graphs;

internal sealed partial class LayerGraph
{
    /// <summary>A list of what lies along the first axis of a value, as loops read it.</summary>
    public GraphTensor ListOf(GraphTensor value) => Node("TensorListFromTensor").Input(value).Input(Integers(ElementShape(value))).With("element_dtype", value.DataType).Output();

    /// <summary>A list of places for elements, which a loop sets one after another.</summary>
    /// <param name="like">A tensor of the type and shape of the elements.</param>
    /// <param name="count">Their number: a scalar of int32.</param>
    public GraphTensor NewList(GraphTensor like, GraphTensor count) => Node("TensorListReserve").Input(Integers(like.Shape.Dimensions.AsSpan())).Input(count).With("element_dtype", like.DataType).Output();

    /// <summary>An element of a list.</summary>
    /// <param name="list">The list.</param>
    /// <param name="index">Its place: a scalar of int32.</param>
    /// <param name="type">Its type.</param>
    /// <param name="shape">Its shape, as far as it is known.</param>
    public GraphTensor ItemOf(GraphTensor list, GraphTensor index, DataType type, TensorShape shape) =>
        Node("TensorListGetItem").Input(list).Input(index).Input(Integers(shape.Dimensions.AsSpan())).With("element_dtype", type).Output();

    /// <summary>A list with another element.</summary>
    public GraphTensor WithItem(GraphTensor list, GraphTensor index, GraphTensor item) => Node("TensorListSetItem").Input(list).Input(index).Input(item).With("element_dtype", item.DataType).Output();

    /// <summary>The elements of a list along a new first axis.</summary>
    /// <param name="list">The list.</param>
    /// <param name="like">A tensor of the type and shape of the elements.</param>
    /// <param name="count">Their number, where it is known.</param>
    public GraphTensor Stack(GraphTensor list, GraphTensor like, long? count) =>
        Node("TensorListStack").Input(list).Input(Integers(like.Shape.Dimensions.AsSpan())).With("element_dtype", like.DataType).With("num_elements", count ?? -1).Output();

    private static ReadOnlySpan<long> ElementShape(GraphTensor value) => value.Shape.Dimensions.AsSpan().Slice(1);
}
