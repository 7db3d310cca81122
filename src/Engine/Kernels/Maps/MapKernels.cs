using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Maps;

/// <summary>Maps from tensors to tensors.</summary>
internal static class MapKernels
{
    private static readonly DataTypeSet s_keys = DataTypeSet.FixedSize | DataTypeSet.Of(DataType.String);

    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add("EmptyTensorMap", _ => new ActionKernel(context => Give(context, new TensorMap(context.Pool))));
        table.Add("TensorMapInsert", _ => new ActionKernel(context => Change(context).Set(context.Input(1), context.Input(2)))).Where("key_dtype", s_keys);
        table.Add("TensorMapErase", _ => new ActionKernel(Erase)).Where("key_dtype", s_keys);
        table.Add("TensorMapLookup", _ => new ActionKernel(Lookup)).Where("key_dtype", s_keys);
        table.Add("TensorMapHasKey", _ => new ActionKernel(context => context.Output(0, Shape.Scalar).WritableSpan<bool>()[0] = Map(context).Find(context.Input(1)) is not null)).Where("key_dtype", s_keys);
        table.Add("TensorMapSize", _ => new ActionKernel(context => context.Output(0, Shape.Scalar).WritableSpan<int>()[0] = Map(context).Count));
        table.Add("TensorMapStackKeys", _ => new ActionKernel(StackKeys)).Where("key_dtype", s_keys);
    }

    private static TensorMap Map(KernelContext context) =>
        context.Input(0) is { Type: DataType.Variant, Count: 1 } value && value.Objects[0] is TensorMap map
            ? map
            : throw OperationException.InvalidArgument($"Input handle is not a map. Saw: '{context.Input(0)}'");

    private static void Give(KernelContext context, TensorMap map) => context.Output(0, Shape.Scalar).WritableObjects[0] = map;

    /// <summary>The map of the first input, in the output, to be changed: itself where nothing else needs it any more, else a copy.</summary>
    private static TensorMap Change(KernelContext context)
    {
        var map = Map(context);
        if (map.IsExclusive && context.IsExclusive(0))
        {
            context.Forward(0, context.Input(0));
            return map;
        }

        var copy = map.Copy();
        Give(context, copy);
        return copy;
    }

    private static void Erase(KernelContext context)
    {
        if (Map(context).Find(context.Input(1)) is null)
        {
            throw OperationException.InvalidArgument($"Trying to erase non-existent item. Could not find key {context.Input(1)} in the map.");
        }

        Change(context).Remove(context.Input(1));
    }

    private static void Lookup(KernelContext context)
    {
        var value = Map(context).Find(context.Input(1)) ?? throw OperationException.InvalidArgument($"Trying to lookup non-existent key. Could not find key {context.Input(1)} in the map.");
        var expected = context.ResultType(0);
        context.Forward(0, value.Type == expected ? value : throw OperationException.InvalidArgument($"The value of the key is {value.Type.ToWord()}, but {expected.ToWord()} is asked for."));
    }

    private static void StackKeys(KernelContext context)
    {
        var map = Map(context);
        var first = map.Keys.FirstOrDefault() ?? throw OperationException.InvalidArgument("TensorMapStackKeys cannot be called on empty map.");
        var output = context.Output(0, first.Shape.Insert(0, map.Count));
        int next = 0;
        foreach (var key in map.Keys)
        {
            if (key.Shape != first.Shape || key.Type != output.Type)
            {
                throw OperationException.InvalidArgument($"Keys of {key.Type.ToWord()} {key.Shape} and {output.Type.ToWord()} {first.Shape} cannot be stacked.");
            }

            Elements.Copy(key, 0, output, next, key.Count);
            next += key.Count;
        }
    }
}
