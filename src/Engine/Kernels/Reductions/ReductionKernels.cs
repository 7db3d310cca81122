namespace TypedModels.Engine.Kernels.Reductions;

/// <summary>Operations that make one element of many.</summary>
internal static class ReductionKernels
{
    private static readonly DataTypeSet s_numbers = DataTypeSet.Real;

    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        Row<Reducers.Sum>(table, "Sum");
        Row<Reducers.Mean>(table, "Mean").WidenIntegers("T");
        Row<Reducers.Product>(table, "Prod");
        Row<Reducers.Max>(table, "Max");
        Row<Reducers.Min>(table, "Min");
        table.Add("All", node => new ReductionKernel(ReductionFunctions.Of<Reducers.All>(DataType.Bool), node.Flag("keep_dims")));
        table.Add("Any", node => new ReductionKernel(ReductionFunctions.Of<Reducers.Any>(DataType.Bool), node.Flag("keep_dims")));
        table.Add("ArgMax", node => Argument(node.Type("T"), takesLargest: true)).WhereWidened("T", s_numbers | DataTypeSet.Of(DataType.Bool));
        table.Add("ArgMin", node => Argument(node.Type("T"), takesLargest: false)).WhereWidened("T", s_numbers | DataTypeSet.Of(DataType.Bool));
    }

    private static KernelRow Row<TReducer>(KernelTable table, string name)
        where TReducer : IReducer =>
        table.Add(name, node => new ReductionKernel(ReductionFunctions.Of<TReducer>(node.Type("T")), node.Flag("keep_dims"))).WhereWidened("T", s_numbers);

    private static Kernel Argument(DataType type, bool takesLargest) => type switch
    {
        DataType.Float => new ArgumentKernel<float>(takesLargest),
        DataType.Double => new ArgumentKernel<double>(takesLargest),
        DataType.Int8 => new ArgumentKernel<sbyte>(takesLargest),
        DataType.Int16 => new ArgumentKernel<short>(takesLargest),
        DataType.Int32 => new ArgumentKernel<int>(takesLargest),
        DataType.Int64 => new ArgumentKernel<long>(takesLargest),
        DataType.UInt8 or DataType.Bool => new ArgumentKernel<byte>(takesLargest),
        DataType.UInt16 => new ArgumentKernel<ushort>(takesLargest),
        DataType.UInt32 => new ArgumentKernel<uint>(takesLargest),
        DataType.UInt64 => new ArgumentKernel<ulong>(takesLargest),
        _ => throw KernelNode.Unsupported($"Elements of {type.ToWord()} cannot be compared."),
    };
}
