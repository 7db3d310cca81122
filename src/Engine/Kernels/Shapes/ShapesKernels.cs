namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Operations that tell or change the shape of values, and put their elements into another order.</summary>
internal static class ShapesKernels
{
    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add(["Shape", "ShapeN"], _ => new ActionKernel(ShapeReading.Shapes));
        table.Add("Size", _ => new ActionKernel(ShapeReading.Size));
        table.Add("Rank", _ => new ActionKernel(ShapeReading.Rank));
        table.Add("Reshape", _ => new ActionKernel(Reshaping.Reshape));
        table.Add("ExpandDims", _ => new ActionKernel(Reshaping.ExpandDims));
        table.Add("Squeeze", Reshaping.Squeeze);
        table.Add("Transpose", _ => new TransposeKernel(conjugates: false));
        table.Add("ConjugateTranspose", _ => new TransposeKernel(conjugates: true));
        AddParts(table);
        table.Add("Fill", _ => new ActionKernel(Filling.Fill));
        table.Add("Empty", _ => new ActionKernel(Filling.Empty));
        table.Add("Range", Filling.Range).WhereWidened("Tidx", DataTypeSet.Real - DataTypeSet.Of(DataType.UInt8, DataType.UInt64));
        table.Add("LinSpace", node => new ActionKernel(node.OutputType(0) == DataType.Double ? Filling.LinSpace<double> : Filling.LinSpace<float>)).WhereWidened("T", DataTypeSet.Float);
        table.Add("Tile", _ => new ActionKernel(Repeating.Tile));
        table.Add("BroadcastTo", _ => new ActionKernel(Repeating.BroadcastTo));
        table.Add("Pad", _ => new ActionKernel(Padding.Pad));
        table.Add("PadV2", _ => new ActionKernel(Padding.PadV2));
        table.Add("MirrorPad", Padding.MirrorPad);
        table.Add("Reverse", _ => new ActionKernel(Reversing.Reverse));
        table.Add("ReverseV2", _ => new ActionKernel(Reversing.ReverseV2));
    }

    private static void AddParts(KernelTable table)
    {
        table.Add("Concat", _ => new ActionKernel(Joining.Concat));
        table.Add("ConcatV2", _ => new ActionKernel(Joining.ConcatV2));
        table.Add("Pack", Joining.Pack);
        table.Add("ParallelConcat", _ => new ActionKernel(Joining.ParallelConcat));
        table.Add("Split", _ => new ActionKernel(Splitting.Split));
        table.Add("SplitV", _ => new ActionKernel(Splitting.SplitV));
        table.Add("Unpack", Splitting.Unpack);
        table.Add("Slice", _ => new ActionKernel(Slicing.Slice));
        table.Add("StridedSlice", node => new StridedSliceKernel(new SliceMasks(node)));
    }
}
