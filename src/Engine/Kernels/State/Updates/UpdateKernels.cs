namespace TypedModels.Engine.Kernels.State.Updates;

/// <summary>Operations that change a part of a variable, or count it on. Those of TensorFlow 1 hand the variable on, those on handles give nothing.</summary>
internal static class UpdateKernels
{
    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add(["AssignAdd", "AssignAddVariableOp"], _ => new ArithmeticUpdateKernel<AddUpdate>(), row => row.Impure());
        table.Add(["AssignSub", "AssignSubVariableOp"], _ => new ArithmeticUpdateKernel<SubtractUpdate>(), row => row.Impure());
        AddScatter<ReplaceUpdate>(table, "Update");
        AddScatter<AddUpdate>(table, "Add");
        AddScatter<SubtractUpdate>(table, "Sub");
        AddScatter<MinimumUpdate>(table, "Min");
        AddScatter<MaximumUpdate>(table, "Max");
        table.Add(["ScatterMul", "ResourceScatterMul"], _ => new ScatterUpdateKernel<MultiplyUpdate>(arePoints: false), row => row.Impure());
        table.Add(["ScatterDiv", "ResourceScatterDiv"], _ => new ScatterUpdateKernel<DivideUpdate>(arePoints: false), row => row.Impure());
        table.Add(["StridedSliceAssign", "ResourceStridedSliceAssign"], node => new SliceUpdateKernel(node.SliceMasks()), row => row.Impure());
        table.Add(["CountUpTo", "ResourceCountUpTo"], CountUpTo, row => row.Where("T", DataTypeSet.Index).Impure());
    }

    private static void AddScatter<TUpdate>(KernelTable table, string name)
        where TUpdate : struct, IUpdate
    {
        table.Add(["Scatter" + name, "ResourceScatter" + name], _ => new ScatterUpdateKernel<TUpdate>(arePoints: false), row => row.Impure());
        table.Add(["ScatterNd" + name, "ResourceScatterNd" + name], _ => new ScatterUpdateKernel<TUpdate>(arePoints: true), row => row.Impure());
    }

    private static Kernel CountUpTo(KernelNode node) =>
        node.Type("T") == DataType.Int32 ? new CountUpToKernel<int>(node.Integer("limit")) : new CountUpToKernel<long>(node.Integer("limit"));
}
