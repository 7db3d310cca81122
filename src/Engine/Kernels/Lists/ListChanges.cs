using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Lists;

/// <summary>Operations that give a list with something changed.</summary>
internal static class ListChanges
{
    private const int MostElements = 1 << 26;

    public static void PushBack(KernelContext context, DataType type)
    {
        var value = context.Input(1);
        var before = context.List(0, type);
        RequireFits(before, value);
        RequireRoom(before);
        context.Change(0, 0, type).Add(value);
    }

    public static void PushBackBatch(KernelContext context, DataType type)
    {
        var lists = context.Input(0);
        var values = context.Input(1);
        if (values.Rank == 0 || lists.Rank != 1 || lists.Count != values[0])
        {
            throw OperationException.InvalidArgument($"Expected a value for each list, received lists {lists.Shape} and values {values.Shape}.");
        }

        var shape = values.Shape.Remove(0);
        var output = context.Output(0, lists.Shape).WritableObjects;
        for (int i = 0; i < output.Length; i++)
        {
            if (lists.Objects[i] is not TensorList list || list.ElementType != type)
            {
                throw OperationException.InvalidArgument($"Input element {i} is not a list of {type.ToWord()}.");
            }

            RequireRoom(list);
            var copy = list.Copy();
            output[i] = copy;
            var element = context.Pool.RentTensor();
            context.Allocate(element, type, shape);
            Elements.Copy(values, i * shape.Count, element, 0, shape.Count);
            RequireFits(copy, element);
            copy.Add(element);
            context.Pool.Return(element);
        }
    }

    public static void PopBack(KernelContext context, DataType type)
    {
        var before = context.List(0, type);
        if (before.Count == 0)
        {
            throw OperationException.InvalidArgument("Trying to pop from an empty list.");
        }

        ListReading.GiveElement(context, 1, before, before.Count - 1, PartialShape.Read(context.Input(1)));
        context.Change(0, 0, type).Resize(before.Count - 1);
    }

    public static void SetItem(KernelContext context, DataType type, bool resizes)
    {
        var before = context.List(0, type);
        var value = context.Input(2);
        long index = context.Input(1).Integer(0);
        if (resizes && index >= before.Count && index < MostElements)
        {
            RequireFits(before, value);
            var grown = context.Change(0, 0, type);
            grown.Resize((int)index + 1);
            grown.Set((int)index, value);
            return;
        }

        int position = context.Position(1, before);
        ListContext.RequireFits(before, value);
        context.Change(0, 0, type).Set(position, value);
    }

    public static void Resize(KernelContext context)
    {
        long count = context.Input(1).Integer(0);
        if (count is < 0 or > MostElements)
        {
            throw OperationException.InvalidArgument($"TensorListSlice expects size to be non-negative. Got: {count}");
        }

        context.Change(0, 0, context.List(0).ElementType).Resize((int)count);
    }

    private static void RequireRoom(TensorList list)
    {
        if (list.Capacity >= 0 && list.Count >= list.Capacity)
        {
            throw OperationException.InvalidArgument($"Tried to push item into a full list list size: {list.Count} max_num_elements: {list.Capacity}");
        }
    }

    private static void RequireFits(TensorList list, Tensor value)
    {
        if (!list.ElementShape.Fits(value.Shape))
        {
            throw OperationException.InvalidArgument(
                $"Tried to append a tensor with incompatible shape to a list. Op element shape: {value.Shape} list shape: {list.ElementShape}");
        }
    }
}
