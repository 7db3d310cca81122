using TypedModels.Engine.Compute.RandomNumbers;

namespace TypedModels.Engine.Kernels.State.Random;

/// <summary>Makes the kernels of distributions for the element types that a node gives.</summary>
internal static class Distributions
{
    /// <summary>Numbers from 0 up to 1.</summary>
    public static Kernel Uniform(KernelNode node, RandomSource source) => node.OutputType(0) switch
    {
        DataType.Half => new DistributionKernel<Half, UniformHalf>(source, _ => default),
        DataType.BFloat16 => new DistributionKernel<BFloat16, UniformBFloat16>(source, _ => default),
        DataType.Float => new DistributionKernel<float, UniformFloat>(source, _ => default),
        DataType.Double => new DistributionKernel<double, UniformDouble>(source, _ => default),
        var type => throw Unsupported(node, type),
    };

    /// <summary>Numbers of the standard normal distribution.</summary>
    public static Kernel Normal(KernelNode node, RandomSource source) => node.OutputType(0) switch
    {
        DataType.Float => new DistributionKernel<float, NormalFloat>(source, _ => default),
        DataType.Double => new DistributionKernel<double, NormalDouble>(source, _ => default),
        var type => throw Unsupported(node, type),
    };

    /// <summary>The same without those two deviations or more from the mean.</summary>
    public static Kernel TruncatedNormal(KernelNode node, RandomSource source) => node.OutputType(0) switch
    {
        DataType.Float => new DistributionKernel<float, TruncatedNormalFloat>(source, _ => default),
        DataType.Double => new DistributionKernel<double, TruncatedNormalDouble>(source, _ => default),
        var type => throw Unsupported(node, type),
    };

    /// <summary>Integers from one input up to the next.</summary>
    public static Kernel UniformInteger(KernelNode node, RandomSource source)
    {
        int first = source.FirstArgument;
        return node.OutputType(0) switch
        {
            DataType.Int32 => new DistributionKernel<uint, UniformInt32>(source, context =>
            {
                var (low, high) = Bounds<int>(context, first);
                return new UniformInt32((uint)low, (uint)high - (uint)low);
            }),
            DataType.Int64 => new DistributionKernel<ulong, UniformInt64>(source, context =>
            {
                var (low, high) = Bounds<long>(context, first);
                return new UniformInt64((ulong)low, (ulong)high - (ulong)low);
            }),
            DataType.UInt32 => new DistributionKernel<uint, UniformInt32>(source, context =>
            {
                var (low, high) = Bounds<uint>(context, first);
                return new UniformInt32(low, high - low);
            }),
            DataType.UInt64 => new DistributionKernel<ulong, UniformInt64>(source, context =>
            {
                var (low, high) = Bounds<ulong>(context, first);
                return new UniformInt64(low, high - low);
            }),
            var type => throw Unsupported(node, type),
        };
    }

    /// <summary>Integers of the whole range of their type.</summary>
    public static Kernel FullInteger(KernelNode node, RandomSource source) => node.OutputType(0) switch
    {
        DataType.Int32 or DataType.UInt32 => new DistributionKernel<uint, UniformInt32>(source, _ => default),
        DataType.Int64 or DataType.UInt64 => new DistributionKernel<ulong, UniformInt64>(source, _ => default),
        var type => throw Unsupported(node, type),
    };

    private static (T Low, T High) Bounds<T>(KernelContext context, int first)
        where T : unmanaged, IComparable<T>
    {
        var (low, high) = (context.Input(first), context.Input(first + 1));
        if (low.Rank != 0 || high.Rank != 0)
        {
            throw OperationException.InvalidArgument($"minval and maxval must be 0-D, got shapes {low.Shape} and {high.Shape}");
        }

        return low.Scalar<T>().CompareTo(high.Scalar<T>()) < 0
            ? (low.Scalar<T>(), high.Scalar<T>())
            : throw OperationException.InvalidArgument($"Need minval < maxval, got {low.Scalar<T>()} >= {high.Scalar<T>()}");
    }

    private static OperationException Unsupported(KernelNode node, DataType type) => KernelNode.Unsupported($"{node.Operation} of {type.ToWord()}");
}
