using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Lists;

/// <summary>Operations that make lists.</summary>
internal static class ListMaking
{
    // Elements that are reserved cost eight bytes each, whatever a model asks for.
    private const int MostReserved = 1 << 26;

    public static void Empty(KernelContext context, DataType type)
    {
        long most = context.Input(1).Integer(0);
        int capacity = most < 0 ? -1 : (int)Math.Min(most, int.MaxValue);
        context.Give(0, TensorList.Rent(context.Pool, type, PartialShape.Read(context.Input(0)), capacity));
    }

    public static void Reserve(KernelContext context, DataType type)
    {
        var shape = PartialShape.Read(context.Input(0));
        int count = Count(context.Input(1));
        var list = TensorList.Rent(context.Pool, type, shape);
        list.Resize(count);
        context.Give(0, list);
    }

    public static void FromTensor(KernelContext context, DataType type)
    {
        var source = context.Input(0);
        if (source.Rank == 0)
        {
            throw OperationException.InvalidArgument($"Tensor must be at least a vector, but saw shape: {source.Shape}");
        }

        var shape = source.Shape.Remove(0);
        var expected = PartialShape.Read(context.Input(1));
        if (!expected.Fits(shape))
        {
            throw OperationException.InvalidArgument($"Specified a list with shape {expected} from a tensor with shape {shape}");
        }

        var list = TensorList.Rent(context.Pool, type, expected);
        context.Give(0, list);
        if (source[0] > 0 && DataTypes.SizeOf(source.Type) > 0)
        {
            list.SetWhole(source);
        }
        else
        {
            AppendRows(context, list, source, shape, 0, source[0]);
        }
    }

    public static void Split(KernelContext context, DataType type)
    {
        var source = context.Input(0);
        var lengths = context.Input(2);
        if (source.Rank == 0 || lengths.Rank != 1)
        {
            throw OperationException.InvalidArgument($"Expected lengths to be a vector and the tensor to be at least one, received {lengths.Shape} and {source.Shape}.");
        }

        var expected = PartialShape.Read(context.Input(1));
        var list = TensorList.Rent(context.Pool, type, expected);
        context.Give(0, list);
        int rowCount = source.Shape.Product(1, source.Rank);
        long start = 0;
        for (int i = 0; i < lengths.Count; i++)
        {
            long length = lengths.Integer(i);
            if (length < 0 || start + length > source[0])
            {
                throw OperationException.InvalidArgument($"Attempting to slice [{start}, {start + length}] from tensor with length {source[0]}");
            }

            Append(context, list, source, source.Shape.With(0, (int)length), (int)start * rowCount);
            start += length;
        }

        if (start != source[0])
        {
            throw OperationException.InvalidArgument($"Unused values in tensor. Length of tensor: {source[0]} Values used: {start}");
        }
    }

    public static void Scatter(KernelContext context, DataType type, bool hasCount)
    {
        var source = context.Input(0);
        var indices = context.Input(1);
        RequireRows(source, indices);
        int highest = -1;
        for (int i = 0; i < indices.Count; i++)
        {
            highest = Math.Max(highest, Position(indices.Integer(i)));
        }

        long asked = hasCount ? context.Input(3).Integer(0) : -1;
        if (asked < -1 || (asked >= 0 && highest >= asked))
        {
            throw OperationException.InvalidArgument($"TensorListScatter: Trying to scatter at index {highest} in list with size {asked}");
        }

        var list = TensorList.Rent(context.Pool, type, PartialShape.Read(context.Input(2)));
        context.Give(0, list);
        list.Resize(asked >= 0 ? (int)Math.Min(asked, MostReserved) : highest + 1);
        SetRows(context, list, source, indices);
    }

    public static void ScatterInto(KernelContext context, DataType type)
    {
        var source = context.Input(1);
        var indices = context.Input(2);
        RequireRows(source, indices);
        var list = context.Change(0, 0, type);
        for (int i = 0; i < indices.Count; i++)
        {
            int position = Position(indices.Integer(i));
            if (position >= list.Count)
            {
                list.Resize(position + 1);
            }
        }

        SetRows(context, list, source, indices);
    }

    public static void ConcatLists(KernelContext context, DataType type)
    {
        var left = context.Input(0);
        var right = context.Input(1);
        if (left.Shape != right.Shape)
        {
            throw OperationException.InvalidArgument("AppendBatch: tensors must have the same shape, left is: " + left.Shape + " right is: " + right.Shape);
        }

        var output = context.Output(0, left.Shape).WritableObjects;
        for (int i = 0; i < output.Length; i++)
        {
            if (left.Objects[i] is not TensorList first || right.Objects[i] is not TensorList second || first.ElementType != type || second.ElementType != type)
            {
                throw OperationException.InvalidArgument($"input variants {i} are not lists of {type.ToWord()}.");
            }

            var joined = first.Copy();
            output[i] = joined;
            for (int j = 0; j < second.Count; j++)
            {
                joined.Add(second[j]);
            }
        }
    }

    /// <summary>Appends the rows of a tensor.</summary>
    private static void AppendRows(KernelContext context, TensorList list, Tensor source, in Shape shape, int first, int count)
    {
        for (int row = 0; row < count; row++)
        {
            Append(context, list, source, shape, (first + row) * shape.Count);
        }
    }

    private static void Append(KernelContext context, TensorList list, Tensor source, in Shape shape, int start)
    {
        var element = Element(context, source, shape, start);
        list.Add(element);
        context.Pool.Return(element);
    }

    private static void SetRows(KernelContext context, TensorList list, Tensor source, Tensor indices)
    {
        var shape = source.Shape.Remove(0);
        for (int i = 0; i < indices.Count; i++)
        {
            var element = Element(context, source, shape, i * shape.Count);
            ListContext.RequireFits(list, element);
            list.Set(Position(indices.Integer(i)), element);
            context.Pool.Return(element);
        }
    }

    private static Tensor Element(KernelContext context, Tensor source, in Shape shape, int start)
    {
        var element = context.Pool.RentTensor();
        context.Allocate(element, source.Type, shape);
        Elements.Copy(source, start, element, 0, shape.Count);
        return element;
    }

    private static void RequireRows(Tensor source, Tensor indices)
    {
        if (source.Rank == 0 || indices.Rank != 1 || indices.Count != source[0])
        {
            throw OperationException.InvalidArgument($"Expected a row for each index, received rows {source.Shape} and indices {indices.Shape}.");
        }
    }

    private static int Position(long index) =>
        index is >= 0 and < MostReserved ? (int)index : throw OperationException.InvalidArgument($"Indices in TensorListScatter must all be non-negative, not {index}.");

    private static int Count(Tensor tensor) =>
        tensor.Integer(0) is >= 0 and <= MostReserved and var count
            ? (int)count
            : throw OperationException.InvalidArgument($"The num_elements to reserve must be a non negative number, but got {tensor.Integer(0)}");
}
