using System.Numerics;

namespace TypedModels.Engine.Kernels.Reductions;

/// <summary>Operations that make one element of many, or running results.</summary>
internal static class ReductionKernels
{
    private static readonly DataTypeSet s_ordered = DataTypeSet.Real | DataTypeSet.Quantised;

    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        AddRow(table, "Sum", node => Reduce<Reducers.Sum>(node, ComplexReductions.Sum), DataTypeSet.Real | DataTypeSet.Complex).WidenComplex("T");
        AddRow(table, "Prod", node => Reduce<Reducers.Product>(node, ComplexReductions.Product), DataTypeSet.Real | DataTypeSet.Complex).WidenComplex("T");
        AddRow(table, "Mean", node => Reduce<Reducers.Mean>(node, ComplexReductions.Mean), DataTypeSet.Real | DataTypeSet.Complex).WidenComplex("T").WidenIntegers("T");
        AddRow(table, "EuclideanNorm", EuclideanNorm, DataTypeSet.Real | DataTypeSet.Complex).WidenComplex("T");
        AddRow(table, "Max", node => Reduce<Reducers.Max>(node), s_ordered);
        AddRow(table, "Min", node => Reduce<Reducers.Min>(node), s_ordered);
        table.Add("All", node => new ReductionKernel(ReductionFunctions.Of<Reducers.All>(DataType.Bool), node.Flag("keep_dims")));
        table.Add("Any", node => new ReductionKernel(ReductionFunctions.Of<Reducers.Any>(DataType.Bool), node.Flag("keep_dims")));
        AddRow(table, "ArgMax", node => Argument(node.Type("T"), takesLargest: true), s_ordered | DataTypeSet.Of(DataType.Bool));
        AddRow(table, "ArgMin", node => Argument(node.Type("T"), takesLargest: false), s_ordered | DataTypeSet.Of(DataType.Bool));
        AddRow(table, "Cumsum", node => RunningSum(node), DataTypeSet.Real | DataTypeSet.Complex).WidenComplex("T");
        AddRow(table, "Cumprod", node => RunningProduct(node), DataTypeSet.Real | DataTypeSet.Complex).WidenComplex("T");
        AddRow(table, "CumulativeLogsumexp", LogSumExp, DataTypeSet.Float);
        AddCounts(table);
    }

    private static KernelRow AddRow(KernelTable table, string name, Func<KernelNode, Kernel> create, DataTypeSet types) => table.Add(name, create).WhereWidened("T", types);

    private static ReductionKernel Reduce<TReducer>(KernelNode node, ReductionFunction complex = default)
        where TReducer : IReducer =>
        new(node.Type("T") == DataType.Complex128 ? complex : ReductionFunctions.Of<TReducer>(node.Type("T")), node.Flag("keep_dims"));

    private static PreparedReductionKernel EuclideanNorm(KernelNode node)
    {
        var type = node.Type("T");
        var sum = type == DataType.Complex128 ? ComplexReductions.Sum : ReductionFunctions.Of<Reducers.Sum>(type);
        return new PreparedReductionKernel(EuclideanFunctions.Squares[type], type, sum, EuclideanFunctions.Roots[type], node.Flag("keep_dims"));
    }

    private static Kernel Argument(DataType type, bool takesLargest) => type switch
    {
        DataType.Float => new ArgumentKernel<float>(takesLargest),
        DataType.Double => new ArgumentKernel<double>(takesLargest),
        DataType.Int8 or DataType.QInt8 => new ArgumentKernel<sbyte>(takesLargest),
        DataType.Int16 or DataType.QInt16 => new ArgumentKernel<short>(takesLargest),
        DataType.Int32 or DataType.QInt32 => new ArgumentKernel<int>(takesLargest),
        DataType.Int64 => new ArgumentKernel<long>(takesLargest),
        DataType.UInt8 or DataType.QUInt8 or DataType.Bool => new ArgumentKernel<byte>(takesLargest),
        DataType.UInt16 or DataType.QUInt16 => new ArgumentKernel<ushort>(takesLargest),
        DataType.UInt32 => new ArgumentKernel<uint>(takesLargest),
        DataType.UInt64 => new ArgumentKernel<ulong>(takesLargest),
        _ => throw KernelNode.Unsupported($"Elements of {type.ToWord()} cannot be compared."),
    };

    private static Kernel RunningSum(KernelNode node) => node.Type("T") switch
    {
        DataType.Float => Running<Running.Sum<float>, float>(node),
        DataType.Double => Running<Running.Sum<double>, double>(node),
        DataType.Complex128 => Running<Running.Sum<Complex>, Complex>(node),
        DataType.Int8 or DataType.UInt8 => Running<Running.Sum<byte>, byte>(node),
        DataType.Int16 or DataType.UInt16 => Running<Running.Sum<short>, short>(node),
        DataType.Int32 or DataType.UInt32 => Running<Running.Sum<int>, int>(node),
        _ => Running<Running.Sum<long>, long>(node),
    };

    private static Kernel RunningProduct(KernelNode node) => node.Type("T") switch
    {
        DataType.Float => Running<Running.Product<float>, float>(node),
        DataType.Double => Running<Running.Product<double>, double>(node),
        DataType.Complex128 => Running<Running.Product<Complex>, Complex>(node),
        DataType.Int8 or DataType.UInt8 => Running<Running.Product<byte>, byte>(node),
        DataType.Int16 or DataType.UInt16 => Running<Running.Product<short>, short>(node),
        DataType.Int32 or DataType.UInt32 => Running<Running.Product<int>, int>(node),
        _ => Running<Running.Product<long>, long>(node),
    };

    private static Kernel LogSumExp(KernelNode node) =>
        node.Type("T") == DataType.Float ? Running<Running.LogSumExp<float>, float>(node) : Running<Running.LogSumExp<double>, double>(node);

    private static RunningKernel<TOperator, T> Running<TOperator, T>(KernelNode node)
        where TOperator : IRunning<T>
        where T : unmanaged => new RunningKernel<TOperator, T>(node.Flag("exclusive"), node.Flag("reverse"));

    private static void AddCounts(KernelTable table)
    {
        var types = DataTypeSet.Float | DataTypeSet.Index;
        table.Add("Bincount", node => Bincount(node.Type("T"), byRow: false, isBinary: false)).Where("T", types);
        table.Add("DenseBincount", node => Bincount(node.Type("T"), byRow: true, node.Flag("binary_output"))).Where("T", types).Where("Tidx", DataTypeSet.Index);
        table.Add("HistogramFixedWidth", node => node.Type("T") switch
        {
            DataType.Float => new HistogramKernel<float>(),
            DataType.Double => new HistogramKernel<double>(),
            DataType.Int32 => new HistogramKernel<int>(),
            _ => new HistogramKernel<long>(),
        }).Where("T", types);
        table.Add("Bucketize", Bucketize).Where("T", types);
    }

    private static Kernel Bincount(DataType type, bool byRow, bool isBinary) => type switch
    {
        DataType.Float => new BincountKernel<float>(byRow, isBinary),
        DataType.Double => new BincountKernel<double>(byRow, isBinary),
        DataType.Int32 => new BincountKernel<int>(byRow, isBinary),
        _ => new BincountKernel<long>(byRow, isBinary),
    };

    private static Kernel Bucketize(KernelNode node)
    {
        float[] boundaries = node.Floats("boundaries");
        for (int i = 1; i < boundaries.Length; i++)
        {
            if (boundaries[i] < boundaries[i - 1])
            {
                throw OperationException.InvalidArgument("Expected sorted boundaries");
            }
        }

        return node.Type("T") switch
        {
            DataType.Float => new BucketizeKernel<float>(boundaries),
            DataType.Double => new BucketizeKernel<double>(boundaries),
            DataType.Int32 => new BucketizeKernel<int>(boundaries),
            _ => new BucketizeKernel<long>(boundaries),
        };
    }
}
