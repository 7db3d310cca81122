using System.Numerics;
using TypedModels.Engine.Kernels.Combining;

namespace TypedModels.Engine.Kernels.Segments;

/// <summary>The operations on segments in any order, for each type of numbers.</summary>
internal readonly struct UnsortedSegmentKernels : IRealKernel
{
    private static readonly DataTypeSet s_ordered = DataTypeSet.Real | DataTypeSet.NarrowFloat;

    /// <summary>Adds the rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add(["UnsortedSegmentSum", "UnsortedSegmentProd"], Create, row => row.Where("T", s_ordered | DataTypeSet.Complex).WidenComplex("T"));
        table.Add(["UnsortedSegmentMin", "UnsortedSegmentMax"], Create, row => row.Where("T", s_ordered));
    }

    /// <summary>The kernel for a type of numbers that have an order.</summary>
    public static Kernel Create<T>(KernelNode node)
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => node.Operation switch
        {
            "UnsortedSegmentSum" => new UnsortedSegmentKernel<T, Sum<T>>(),
            "UnsortedSegmentProd" => new UnsortedSegmentKernel<T, Product<T>>(),
            "UnsortedSegmentMin" => new UnsortedSegmentKernel<T, Smallest<T>>(),
            _ => new UnsortedSegmentKernel<T, Largest<T>>(),
        };

    private static Kernel Create(KernelNode node) => node.OutputType(0) switch
    {
        DataType.Complex128 when node.Operation == "UnsortedSegmentSum" => new UnsortedSegmentKernel<Complex, Sum<Complex>>(),
        DataType.Complex128 => new UnsortedSegmentKernel<Complex, Product<Complex>>(),
        DataType.BFloat16 => CreateRounded(node),
        var type => RealKernels.Create<UnsortedSegmentKernels>(node, type),
    };

    private static Kernel CreateRounded(KernelNode node) => node.Operation switch
    {
        "UnsortedSegmentSum" => new UnsortedSegmentKernel<BFloat16, Rounded<Sum<float>>>(),
        "UnsortedSegmentProd" => new UnsortedSegmentKernel<BFloat16, Rounded<Product<float>>>(),
        "UnsortedSegmentMin" => new UnsortedSegmentKernel<BFloat16, Rounded<Smallest<float>>>(),
        _ => new UnsortedSegmentKernel<BFloat16, Rounded<Largest<float>>>(),
    };
}
