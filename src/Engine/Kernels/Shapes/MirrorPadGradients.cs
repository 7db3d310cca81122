using System.Numerics;
using TypedModels.Engine.Kernels.Combining;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>MirrorPadGrad, for each type of numbers.</summary>
internal readonly struct MirrorPadGradients : IRealKernel
{
    /// <summary>The kernel of a node.</summary>
    public static Kernel Create(KernelNode node) => node.OutputType(0) switch
    {
        DataType.Complex128 => new MirrorPadGradientKernel<Complex, Sum<Complex>>(Padding.SkippedEdge(node)),
        DataType.BFloat16 => new MirrorPadGradientKernel<BFloat16, Rounded<Sum<float>>>(Padding.SkippedEdge(node)),
        var type => RealKernels.Create<MirrorPadGradients>(node, type),
    };

    /// <summary>The kernel for a type of numbers that have an order.</summary>
    public static Kernel Create<T>(KernelNode node)
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => new MirrorPadGradientKernel<T, Sum<T>>(Padding.SkippedEdge(node));
}
