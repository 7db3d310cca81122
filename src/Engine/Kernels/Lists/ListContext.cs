using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Lists;

/// <summary>Reads and writes lists in the values of a node.</summary>
internal static class ListContext
{
    /// <summary>The list in an input.</summary>
    public static TensorList List(this KernelContext context, int input) =>
        context.Input(input) is { Type: DataType.Variant, Count: 1 } value && value.Objects[0] is TensorList list
            ? list
            : throw OperationException.InvalidArgument($"Input handle is not a list. Saw: '{context.Input(input)}'");

    /// <summary>The list in an input, whose elements must be of a type.</summary>
    public static TensorList List(this KernelContext context, int input, DataType elementType)
    {
        var list = context.List(input);
        return list.ElementType == elementType
            ? list
            : throw OperationException.InvalidArgument($"Invalid data types; op elements {elementType.ToWord()} but list elements {list.ElementType.ToWord()}");
    }

    /// <summary>Gives an output a list; the reference that the caller holds goes over to it.</summary>
    public static void Give(this KernelContext context, int output, TensorList list) => context.Output(output, Shape.Scalar).WritableObjects[0] = list;

    /// <summary>The list of an input, in an output, to be changed: itself where nothing else needs it any more, else a copy.</summary>
    public static TensorList Change(this KernelContext context, int output, int input, DataType elementType)
    {
        var list = context.List(input, elementType);
        if (list.References == 1 && context.IsExclusive(input))
        {
            context.Forward(output, context.Input(input));
            return list;
        }

        var copy = list.Copy();
        context.Give(output, copy);
        return copy;
    }

    /// <summary>A position in a list.</summary>
    /// <exception cref="OperationException">There is no element.</exception>
    public static int Position(this KernelContext context, int input, TensorList list)
    {
        long index = context.Input(input).Integer(0);
        return index >= 0 && index < list.Count
            ? (int)index
            : throw OperationException.InvalidArgument($"Trying to access element {index} in a list with {list.Count} elements.");
    }

    /// <summary>The shape of an element that was not set yet: what is known of it from the list, the operation and the other elements.</summary>
    public static Shape UnsetShape(TensorList list, PartialShape given)
    {
        var shape = list.ElementShape.Merge(given);
        for (int i = 0; i < list.Count && !shape.IsFullyKnown; i++)
        {
            shape = list[i] is { } element ? shape.Merge(PartialShape.Of(element.Shape)) : shape;
        }

        return shape.IsFullyKnown
            ? shape.ToShape()
            : throw OperationException.InvalidArgument($"Trying to read an uninitialized tensor but element_shape is not fully defined: {shape}.");
    }

    /// <summary>Makes sure that a value can be an element.</summary>
    public static void RequireFits(TensorList list, Tensor value)
    {
        if (!list.ElementShape.Fits(value.Shape))
        {
            throw OperationException.InvalidArgument(
                $"Tried to set a tensor with incompatible shape at a list index. Item element shape: {value.Shape} list shape: {list.ElementShape}");
        }
    }
}
