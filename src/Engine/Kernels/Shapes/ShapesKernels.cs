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
        AddBlocks(table);
        AddDiagonals(table);
        AddArguments(table);
        table.Add("Fill", _ => new ActionKernel(Filling.Fill));
        table.Add("Empty", _ => new ActionKernel(Filling.Empty));
        table.Add("Range", Filling.Range).WhereWidened("Tidx", DataTypeSet.Real - DataTypeSet.Of(DataType.UInt8, DataType.UInt64));
        table.Add("LinSpace", node => new ActionKernel(node.OutputType(0) == DataType.Double ? Filling.LinSpace<double> : Filling.LinSpace<float>)).WhereWidened("T", DataTypeSet.Float);
        table.Add("Tile", _ => new ActionKernel(Repeating.Tile));
        table.Add("BroadcastTo", _ => new ActionKernel(Repeating.BroadcastTo));
        table.Add("Pad", _ => new ActionKernel(Padding.Pad));
        table.Add("PadV2", _ => new ActionKernel(Padding.PadV2));
        table.Add("MirrorPad", Padding.MirrorPad);
        table.Add("MirrorPadGrad", MirrorPadGradients.Create).Where("T", DataTypeSet.Real | DataTypeSet.NarrowFloat | DataTypeSet.Complex).WidenComplex("T");
        table.Add("Reverse", _ => new ActionKernel(Reversing.Reverse));
        table.Add("ReverseV2", _ => new ActionKernel(Reversing.ReverseV2));
        table.Add("ReverseSequence", node => new ReverseSequenceKernel(node.Int32("seq_dim"), node.Int32("batch_dim")));
        table.Add("Roll", _ => new ActionKernel(Rolling.Roll));
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
        table.Add("StridedSlice", node => new StridedSliceKernel(node.SliceMasks()));
        table.Add("StridedSliceGrad", node => new StridedSliceGradKernel(node.SliceMasks()));
        table.Add("TensorStridedSliceUpdate", node => new StridedSliceUpdateKernel(node.SliceMasks()));
    }

    private static void AddBlocks(KernelTable table)
    {
        table.Add("SpaceToDepth", node => new SpaceToDepthKernel(node.Int32("block_size"), node.Text("data_format")));
        table.Add("DepthToSpace", node => new DepthToSpaceKernel(node.Int32("block_size"), node.Text("data_format")));
        table.Add("SpaceToBatchND", _ => new SpaceToBatchKernel(null));
        table.Add("SpaceToBatch", node => new SpaceToBatchKernel(node.Int32("block_size")));
        table.Add("BatchToSpaceND", _ => new BatchToSpaceKernel(null));
        table.Add("BatchToSpace", node => new BatchToSpaceKernel(node.Int32("block_size")));
    }

    private static void AddDiagonals(KernelTable table)
    {
        table.Add(["MatrixBandPart", "BatchMatrixBandPart"], _ => new ActionKernel(BandPart.Run));
        table.Add("Diag", _ => new ActionKernel(TensorDiagonal.Diag));
        table.Add("DiagPart", _ => new ActionKernel(TensorDiagonal.DiagPart));
        table.Add(["MatrixDiag", "BatchMatrixDiag", "MatrixDiagV2", "MatrixDiagV3"], node => new MatrixDiagKernel(new DiagonalAlignment(node)));
        table.Add(["MatrixDiagPart", "BatchMatrixDiagPart", "MatrixDiagPartV2", "MatrixDiagPartV3"], node => new MatrixDiagPartKernel(new DiagonalAlignment(node)));
        table.Add(["MatrixSetDiag", "BatchMatrixSetDiag", "MatrixSetDiagV2", "MatrixSetDiagV3"], node => new MatrixSetDiagKernel(new DiagonalAlignment(node)));
    }

    private static void AddArguments(KernelTable table)
    {
        table.Add("ConcatOffset", _ => new ActionKernel(Arguments.ConcatOffset));
        table.Add("BroadcastArgs", _ => new ActionKernel(Arguments.Broadcast));
        table.Add("BroadcastGradientArgs", _ => new ActionKernel(Arguments.BroadcastGradient));
        table.Add("InvertPermutation", _ => new ActionKernel(Arguments.InvertPermutation));
        table.Add("DataFormatVecPermute", node => new DataFormatKernel(node, mapsAxes: false));
        table.Add("DataFormatDimMap", node => new DataFormatKernel(node, mapsAxes: true));
    }
}
