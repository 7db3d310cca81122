using System.Numerics;
using TypedModels.Engine.Kernels.Combining;

namespace TypedModels.Engine.Kernels.Segments;

/// <summary>Operations that combine the rows that share a number, for each type of numbers.</summary>
internal readonly struct SegmentsKernels : IRealKernel
{
    private static readonly DataTypeSet s_numbers = DataTypeSet.Real | DataTypeSet.Complex;

    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add(["SegmentSum", "SegmentSumV2", "SegmentMean", "SegmentProd", "SegmentProdV2"], Create, row => row.WhereWidened("T", s_numbers).WidenComplex("T"));
        table.Add(["SegmentMin", "SegmentMinV2", "SegmentMax", "SegmentMaxV2"], Create, row => row.WhereWidened("T", DataTypeSet.Real));
        UnsortedSegmentKernels.AddTo(table);
    }

    /// <summary>The kernel for a type of numbers that have an order.</summary>
    public static Kernel Create<T>(KernelNode node)
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => node.Operation switch
        {
            "SegmentMin" or "SegmentMinV2" => new SegmentKernel<T, Smallest<T>>(EmptyOf<T, Smallest<T>>(node), null),
            "SegmentMax" or "SegmentMaxV2" => new SegmentKernel<T, Largest<T>>(EmptyOf<T, Largest<T>>(node), null),
            _ => CreateBasic<T>(node),
        };

    private static Kernel Create(KernelNode node) =>
        node.OutputType(0) == DataType.Complex128 ? CreateBasic<Complex>(node) : RealKernels.Create<SegmentsKernels>(node, node.OutputType(0));

    private static Kernel CreateBasic<T>(KernelNode node)
        where T : unmanaged, INumberBase<T> => node.Operation switch
        {
            "SegmentSum" or "SegmentSumV2" => new SegmentKernel<T, Sum<T>>(T.Zero, null),
            "SegmentProd" or "SegmentProdV2" => new SegmentKernel<T, Product<T>>(T.One, null),
            _ => new SegmentKernel<T, Sum<T>>(T.Zero, static (sum, count) => sum / T.CreateTruncating(count)),
        };

    /// <summary>What a segment without rows gets: zero, and where the number of segments is told, what every number changes.</summary>
    private static T EmptyOf<T, TCombination>(KernelNode node)
        where T : unmanaged, INumberBase<T>
        where TCombination : ICombination<T> => node.InputCount > 2 ? TCombination.Initial : T.Zero;
}
