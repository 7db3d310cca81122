using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Lists;

/// <summary>Operations that read lists.</summary>
internal static class ListReading
{
    public static void Length(KernelContext context) => context.Output(0, Shape.Scalar).WritableSpan<int>()[0] = context.List(0).Count;

    public static void ElementShape(KernelContext context)
    {
        var shape = context.List(0).ElementShape;
        var output = context.Output(0, shape.HasRank ? new Shape(shape.Rank) : Shape.Scalar);
        for (int axis = 0; axis < output.Count; axis++)
        {
            long length = shape.HasRank ? shape.Lengths[axis] : -1;
            if (output.Type == DataType.Int32)
            {
                output.WritableSpan<int>()[axis] = (int)length;
            }
            else
            {
                output.WritableSpan<long>()[axis] = length;
            }
        }
    }

    public static void GetItem(KernelContext context, DataType type)
    {
        var list = context.List(0, type);
        GiveElement(context, 0, list, context.Position(1, list), PartialShape.Read(context.Input(2)));
    }

    public static void Stack(KernelContext context, DataType type, long count)
    {
        var list = context.List(0, type);
        if (count >= 0 && count != list.Count)
        {
            throw OperationException.InvalidArgument($"Operation expected a list with {count} elements but got a list with {list.Count} elements.");
        }

        var given = PartialShape.Read(context.Input(1));
        if (list.Whole is { } whole)
        {
            list.ElementShape.Merge(given).Merge(PartialShape.Of(whole.Shape.Remove(0)));
            context.Forward(0, whole);
            return;
        }

        var shape = CommonShape(list, given);
        var output = context.Output(0, shape.Insert(0, list.Count));
        for (int i = 0; i < list.Count; i++)
        {
            CopyElement(list[i], shape, output, i * shape.Count);
        }
    }

    public static void Gather(KernelContext context, DataType type)
    {
        var list = context.List(0, type);
        var indices = context.Input(1);
        var shape = CommonShape(list, PartialShape.Read(context.Input(2)));
        var output = context.Output(0, shape.Insert(0, indices.Count));
        for (int i = 0; i < indices.Count; i++)
        {
            long index = indices.Integer(i);
            if (index < 0 || index >= list.Count)
            {
                throw OperationException.InvalidArgument($"Trying to gather element {index} in a list with {list.Count} elements.");
            }

            CopyElement(list[(int)index], shape, output, i * shape.Count);
        }
    }

    public static void Concat(KernelContext context, DataType type, PartialShape elementShape) => Concat(context, type, elementShape, null);

    public static void ConcatV2(KernelContext context, DataType type) => Concat(context, type, PartialShape.Read(context.Input(1)), context.Input(2));

    /// <summary>Gives an output an element, or zeros where none was set yet.</summary>
    public static void GiveElement(KernelContext context, int output, TensorList list, int position, PartialShape given)
    {
        if (list[position] is { } element)
        {
            context.Forward(output, element);
            return;
        }

        var shape = ListContext.UnsetShape(list, given);
        Elements.Clear(context.Output(output, shape), 0, shape.Count);
    }

    private static void Concat(KernelContext context, DataType type, PartialShape elementShape, Tensor? leadingLengths)
    {
        // The shape that is given leaves the first axis open; what is written to each element's place has the rest.
        var list = context.List(0, type);
        var rest = Rest(list.ElementShape.Merge(elementShape));
        for (int i = 0; i < list.Count; i++)
        {
            rest = list[i] is { Rank: > 0 } element ? rest.Merge(Rest(PartialShape.Of(element.Shape))) : rest;
        }

        if (!rest.IsFullyKnown)
        {
            throw OperationException.InvalidArgument($"All except the first dimension must be fully defined when concating an empty tensor list. element_shape: {elementShape}");
        }

        var lengths = context.Output(1, new Shape(list.Count)).WritableSpan<long>();
        var whole = list.ElementShape.Merge(elementShape);
        long first = whole.HasRank && whole.Rank > 0 ? whole.Lengths[0] : -1;
        long rows = 0;
        for (int i = 0; i < list.Count; i++)
        {
            lengths[i] = list[i] is { } element ? Rows(element) : leadingLengths is { } leading && i < leading.Count ? leading.Integer(i) : first;
            if (lengths[i] < 0)
            {
                throw OperationException.InvalidArgument("Concat requires the first dimension of elements that are not set to be known.");
            }

            rows += lengths[i];
        }

        var row = rest.ToShape();
        var output = context.Output(0, row.Insert(0, checked((int)rows)));
        int position = 0;
        for (int i = 0; i < list.Count; i++)
        {
            CopyElement(list[i], row.Insert(0, (int)lengths[i]), output, position);
            position += (int)lengths[i] * row.Count;
        }
    }

    private static int Rows(Tensor element) => element.Rank > 0 ? element[0] : throw OperationException.InvalidArgument("Concat saw a scalar shape at a list element; expected at least a vector.");

    private static PartialShape Rest(PartialShape shape) =>
        !shape.HasRank ? shape : shape.Rank == 0 ? throw OperationException.InvalidArgument("Concat requires elements to be at least vectors, found scalars instead.") : shape.Rest();

    private static void CopyElement(Tensor? element, in Shape shape, Tensor output, int start)
    {
        if (element is null)
        {
            Elements.Clear(output, start, shape.Count);
        }
        else
        {
            Elements.Copy(element, 0, output, start, shape.Count);
        }
    }

    private static Shape CommonShape(TensorList list, PartialShape given)
    {
        var shape = list.ElementShape.Merge(given);
        for (int i = 0; i < list.Count; i++)
        {
            shape = list[i] is { } element ? shape.Merge(PartialShape.Of(element.Shape)) : shape;
        }

        return shape.IsFullyKnown
            ? shape.ToShape()
            : throw OperationException.InvalidArgument($"Tried to stack elements of a list with non-fully-defined element_shape: {shape}");
    }
}
