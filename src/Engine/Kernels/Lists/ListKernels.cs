using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Lists;

/// <summary>Lists of tensors, as TensorFlow 2's loops build them.</summary>
internal static class ListKernels
{
    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        Add(table, "EmptyTensorList", node => Made(node.Type("element_dtype"), ListMaking.Empty));
        Add(table, "TensorListReserve", node => Made(node.Type("element_dtype"), ListMaking.Reserve));
        Add(table, "TensorListFromTensor", node => Made(node.Type("element_dtype"), ListMaking.FromTensor));
        Add(table, "TensorListSplit", node => Made(node.Type("element_dtype"), ListMaking.Split));
        Add(table, "TensorListScatter", node => Made(node.Type("element_dtype"), (context, type) => ListMaking.Scatter(context, type, hasCount: false)));
        Add(table, "TensorListScatterV2", node => Made(node.Type("element_dtype"), (context, type) => ListMaking.Scatter(context, type, hasCount: true)));
        Add(table, "TensorListScatterIntoExistingList", node => Made(node.Type("element_dtype"), ListMaking.ScatterInto));
        Add(table, "TensorListConcatLists", node => Made(node.Type("element_dtype"), ListMaking.ConcatLists));
        Add(table, "TensorListPushBack", node => Made(node.Type("element_dtype"), ListChanges.PushBack));
        Add(table, "TensorListPushBackBatch", node => Made(node.Type("element_dtype"), ListChanges.PushBackBatch));
        Add(table, "TensorListPopBack", node => Made(node.Type("element_dtype"), ListChanges.PopBack));
        Add(table, "TensorListSetItem", node => Made(node.Type("element_dtype"), node.Flag("resize_if_index_out_of_bounds"), ListChanges.SetItem));
        Add(table, "TensorListResize", _ => new ActionKernel(ListChanges.Resize));
        Add(table, "TensorListLength", _ => new ActionKernel(ListReading.Length));
        Add(table, "TensorListElementShape", _ => new ActionKernel(ListReading.ElementShape));
        Add(table, "TensorListGetItem", node => Made(node.Type("element_dtype"), ListReading.GetItem));
        Add(table, "TensorListStack", node => Made(node.Type("element_dtype"), node.Integer("num_elements"), ListReading.Stack));
        Add(table, "TensorListGather", node => Made(node.Type("element_dtype"), ListReading.Gather));
        Add(table, "TensorListConcat", node => Made(node.Type("element_dtype"), PartialShape.Of(node.Shape("element_shape")), ListReading.Concat));
        Add(table, "TensorListConcatV2", node => Made(node.Type("element_dtype"), ListReading.ConcatV2));
    }

    // A list belongs to one call: none is computed at load.
    private static void Add(KernelTable table, string operation, Func<KernelNode, Kernel> create) => table.Add(operation, create).Impure();

    private static ActionKernel Made(DataType type, Action<KernelContext, DataType> run) => new(context => run(context, type));

    private static ActionKernel Made<T>(DataType type, T option, Action<KernelContext, DataType, T> run) => new(context => run(context, type, option));
}
