using System.Numerics;
using TypedModels.Engine.Kernels.Combining;

namespace TypedModels.Engine.Kernels.Sparse;

/// <summary>Sparse tensors, and sets in them.</summary>
internal static class SparseKernels
{
    private static readonly DataTypeSet s_sets = DataTypeSet.Signed | DataTypeSet.Of(DataType.UInt8, DataType.UInt16, DataType.String);

    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        AddMoves(table);
        AddArithmetic(table);
        AddSegments(table);
        AddSets(table);
        table.Add(["SparseCross", "SparseCrossV2", "SparseCrossHashed"], node => new CrossKernel(new CrossForm.OfSparse(node)));
        table.Add("RaggedCross", node => new CrossKernel(new CrossForm.OfRagged(node)));
    }

    private static void AddMoves(KernelTable table)
    {
        table.Add("SparseToDense", node => new SparseToDenseKernel(node.Flag("validate_indices"))).Where("Tindices", DataTypeSet.Index);
        table.Add("SparseReshape", _ => new ActionKernel(SparseShapeOperations.Reshape));
        table.Add("SparseReorder", _ => new ActionKernel(SparseShapeOperations.Reorder));
        table.Add("SparseConcat", node => ConcatKernel(node.Int32("concat_dim")));
        table.Add("SparseSplit", node => SplitKernel(node.Int32("num_split")));
        table.Add("SparseSlice", _ => new ActionKernel(SparsePieces.Slice));
        table.Add("SparseFillEmptyRows", _ => new FillEmptyRowsKernel());
        table.Add("SerializeSparse", _ => new ActionKernel(SparseSerialising.Serialise)).Where("out_type", DataTypeSet.Of(DataType.String));
        table.Add("SerializeManySparse", _ => new ActionKernel(SparseSerialising.SerialiseMany)).Where("out_type", DataTypeSet.Of(DataType.String));
        table.Add("DeserializeSparse", node => DeserialiseKernel(node.Type("dtype"))).Where("Tserialized", DataTypeSet.Of(DataType.String));
        table.Add("DeserializeManySparse", node => DeserialiseKernel(node.Type("dtype")));
    }

    private static void AddArithmetic(KernelTable table)
    {
        Numbers(table.Add("SparseAdd", node => NumberKernels.Create<Adding>(node, node.Type("T"))))
            .WhereWidened("Treal", DataTypeSet.Real);
        Numbers(table.Add("SparseTensorDenseAdd", node => NumberKernels.Create<DenseAdding>(node, node.Type("T")))).Where("Tindices", DataTypeSet.Index);
        Numbers(table.Add("SparseTensorDenseMatMul", node => NumberKernels.Create<Multiplying>(node, node.Type("T")))).Where("Tindices", DataTypeSet.Index);
        Numbers(table.Add("SparseDenseCwiseAdd", node => NumberKernels.Create<Plus>(node, node.Type("T"))));
        Numbers(table.Add("SparseDenseCwiseMul", node => NumberKernels.Create<Times>(node, node.Type("T"))));
        Numbers(table.Add("SparseDenseCwiseDiv", node => NumberKernels.Create<Over>(node, node.Type("T"))));
        Numbers(table.Add("SparseReduceSum", node => NumberKernels.Create<Summing>(node, node.Type("T"))));
        Numbers(table.Add("SparseReduceSumSparse", node => NumberKernels.Create<Summing>(node, node.Type("T"))));
        Reals(table, "SparseReduceMax", node => RealKernels.Create<LargestOf>(node, node.Type("T")));
        Reals(table, "SparseReduceMaxSparse", node => RealKernels.Create<LargestOf>(node, node.Type("T")));
        Reals(table, "SparseSparseMaximum", node => RealKernels.Create<SparseExtremeKernel<float>.Largest>(node, node.Type("T")));
        Reals(table, "SparseSparseMinimum", node => RealKernels.Create<SparseExtremeKernel<float>.Smallest>(node, node.Type("T")));
        table.Add("SparseSoftmax", node => node.Type("T") == DataType.Double ? new SparseSoftmaxKernel<double>() : new SparseSoftmaxKernel<float>())
            .WhereWidened("T", DataTypeSet.Float);
    }

    private static void AddSegments(KernelTable table)
    {
        foreach (var (name, mean) in ((string, SegmentMean)[])[("SparseSegmentSum", SegmentMean.Sum), ("SparseSegmentMean", SegmentMean.Mean), ("SparseSegmentSqrtN", SegmentMean.RootMean)])
        {
            AddSegment(table, name, mean, hasCount: false);
            AddSegment(table, name + "WithNumSegments", mean, hasCount: true);
        }
    }

    private static void AddSegment(KernelTable table, string name, SegmentMean mean, bool hasCount) =>
        table.Add(name, node => SegmentKernel(node, mean, hasCount))
            .WhereWidened("T", mean == SegmentMean.Sum ? DataTypeSet.Real : DataTypeSet.Float)
            .Where("Tidx", DataTypeSet.Index)
            .Where("Tsegmentids", DataTypeSet.Index);

    private static void AddSets(KernelTable table)
    {
        table.Add("DenseToDenseSetOperation", node => SetKernel(node, false, false)).Where("T", s_sets);
        table.Add("DenseToSparseSetOperation", node => SetKernel(node, false, true)).Where("T", s_sets);
        table.Add("SparseToSparseSetOperation", node => SetKernel(node, true, true)).Where("T", s_sets);
        table.Add("SetSize", node => new SetSizeKernel(node.Flag("validate_indices"))).Where("T", s_sets);
    }

    private static KernelRow Numbers(KernelRow row) => row.WhereWidened("T", NumberKernels.Types).WidenComplex("T");

    private static void Reals(KernelTable table, string operation, Func<KernelNode, Kernel> create) => table.Add(operation, create).WhereWidened("T", DataTypeSet.Real);

    private static ActionKernel ConcatKernel(int axis) => new(context => SparsePieces.Concat(context, axis));

    private static ActionKernel SplitKernel(int pieces) => new(context => SparsePieces.Split(context, pieces));

    private static ActionKernel DeserialiseKernel(DataType type) => new(context => SparseSerialising.Deserialise(context, type));

    private static SetKernel SetKernel(KernelNode node, bool isLeftSparse, bool isRightSparse)
    {
        string operation = node.Text("set_operation");
        return operation is "a-b" or "b-a" or "intersection" or "union"
            ? new SetKernel(isLeftSparse, isRightSparse, operation, node.Flag("validate_indices"))
            : throw OperationException.InvalidArgument($"Invalid set_operation {operation}.");
    }

    private static Kernel SegmentKernel(KernelNode node, SegmentMean mean, bool hasCount) => node.Type("T") switch
    {
        DataType.Float => new SparseSegmentKernel<float>(mean, hasCount),
        DataType.Double => new SparseSegmentKernel<double>(mean, hasCount),
        DataType.Int8 => new SparseSegmentKernel<sbyte>(mean, hasCount),
        DataType.Int16 => new SparseSegmentKernel<short>(mean, hasCount),
        DataType.Int32 => new SparseSegmentKernel<int>(mean, hasCount),
        DataType.Int64 => new SparseSegmentKernel<long>(mean, hasCount),
        DataType.UInt8 => new SparseSegmentKernel<byte>(mean, hasCount),
        DataType.UInt16 => new SparseSegmentKernel<ushort>(mean, hasCount),
        DataType.UInt32 => new SparseSegmentKernel<uint>(mean, hasCount),
        _ => new SparseSegmentKernel<ulong>(mean, hasCount),
    };

    private sealed class Adding : INumberKernel
    {
        public static Kernel Create<T>(KernelNode node)
            where T : unmanaged, INumberBase<T> => new SparseAddKernel<T>();
    }

    private sealed class DenseAdding : INumberKernel
    {
        public static Kernel Create<T>(KernelNode node)
            where T : unmanaged, INumberBase<T> => new SparseDenseAddKernel<T>();
    }

    private sealed class Multiplying : INumberKernel
    {
        public static Kernel Create<T>(KernelNode node)
            where T : unmanaged, INumberBase<T> => new SparseTensorMatMulKernel<T>(node.Flag("adjoint_a"), node.Flag("adjoint_b"));
    }

    private sealed class Plus : INumberKernel
    {
        public static Kernel Create<T>(KernelNode node)
            where T : unmanaged, INumberBase<T> => new SparseDenseCombineKernel<T>('+');
    }

    private sealed class Times : INumberKernel
    {
        public static Kernel Create<T>(KernelNode node)
            where T : unmanaged, INumberBase<T> => new SparseDenseCombineKernel<T>('*');
    }

    private sealed class Over : INumberKernel
    {
        public static Kernel Create<T>(KernelNode node)
            where T : unmanaged, INumberBase<T> => new SparseDenseCombineKernel<T>('/');
    }

    private sealed class Summing : INumberKernel
    {
        public static Kernel Create<T>(KernelNode node)
            where T : unmanaged, INumberBase<T> => new SparseReduceKernel<T>(node.Flag("keep_dims"), node.OutputCount == 3, (held, added) => held + added);
    }

    private sealed class LargestOf : IRealKernel
    {
        public static Kernel Create<T>(KernelNode node)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new SparseReduceKernel<T>(node.Flag("keep_dims"), node.OutputCount == 3, (held, added) => held < added ? added : held);
    }
}
