using System.Numerics;
using TypedModels.Engine.Compute.Moves;
using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Operations that make values out of a few numbers.</summary>
internal static class Filling
{
    /// <summary>Fill: one value everywhere.</summary>
    public static void Fill(KernelContext context)
    {
        var lengths = context.Input(0);
        var value = context.Input(1);
        if (lengths.Rank != 1)
        {
            throw OperationException.InvalidArgument($"dims must be a vector, got shape {lengths.Shape}");
        }

        if (!IsScalar(value))
        {
            throw OperationException.InvalidArgument($"value must be a scalar, got shape {value.Shape}");
        }

        var output = context.Output(0, Indices.ReadShape(lengths));
        Repeat(context, value, output);
    }

    /// <summary>Empty: zeros, since nobody can want what happens to lie there.</summary>
    public static void Empty(KernelContext context)
    {
        var lengths = context.Input(0);
        if (lengths.Rank != 1)
        {
            throw OperationException.InvalidArgument($"shape must be a vector of int32, got shape {lengths.Shape}");
        }

        var output = context.Output(0, Indices.ReadShape(lengths));
        Elements.Clear(output, 0, output.Count);
    }

    /// <summary>Writes a single value everywhere.</summary>
    public static void Repeat(KernelContext context, Tensor value, Tensor output)
    {
        var loops = new CopyLoops(0, 0);
        loops.Add(output.Count, 0, 1);
        TensorMove.Run(context, value, output, loops);
    }

    /// <summary>Range: from a start up to a limit, in steps.</summary>
    public static Kernel Range(KernelNode node) => node.OutputType(0) switch
    {
        DataType.Int8 => new ActionKernel(Range<sbyte>),
        DataType.Int16 => new ActionKernel(Range<short>),
        DataType.Int32 => new ActionKernel(Range<int>),
        DataType.Int64 => new ActionKernel(Range<long>),
        DataType.UInt16 => new ActionKernel(Range<ushort>),
        DataType.UInt32 => new ActionKernel(Range<uint>),
        DataType.Double => new ActionKernel(Range<double>),
        _ => new ActionKernel(Range<float>),
    };

    /// <summary>LinSpace: so many numbers from a start to a stop, both included.</summary>
    public static void LinSpace<T>(KernelContext context)
        where T : unmanaged, INumberBase<T>
    {
        T start = ReadScalar<T>(context.Input(0), "start"), stop = ReadScalar<T>(context.Input(1), "stop");
        long count = Indices.Scalar(context.Input(2), "num");
        if (count <= 0)
        {
            throw OperationException.InvalidArgument($"Requires num > 0: {count}");
        }

        var numbers = context.Output(0, Shape.From([count])).WritableSpan<T>();
        T step = count > 1 ? (stop - start) / T.CreateTruncating(count - 1) : T.Zero;
        for (int i = 0; i < numbers.Length; i++)
        {
            StopEvery(context, i);
            numbers[i] = start + (step * T.CreateTruncating(i));
        }

        // The last is exact, whatever was rounded on the way.
        if (count > 1)
        {
            numbers[^1] = stop;
        }
    }

    private static void Range<T>(KernelContext context)
        where T : unmanaged, INumber<T>
    {
        T start = ReadLegacyScalar<T>(context.Input(0), "start"), limit = ReadLegacyScalar<T>(context.Input(1), "limit"), delta = ReadLegacyScalar<T>(context.Input(2), "delta");
        if (T.IsZero(delta))
        {
            throw OperationException.InvalidArgument($"Requires delta != 0: {delta}");
        }

        if (delta > T.Zero && start > limit)
        {
            throw OperationException.InvalidArgument($"Requires start <= limit when delta > 0: {start}/{limit}");
        }

        if (delta < T.Zero && start < limit)
        {
            throw OperationException.InvalidArgument($"Requires start >= limit when delta < 0: {start}/{limit}");
        }

        var numbers = context.Output(0, Shape.From([CountOf(start, limit, delta)])).WritableSpan<T>();
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = start + (T.CreateTruncating(i) * delta);
        }
    }

    /// <summary>Looks now and then whether the call should end.</summary>
    private static void StopEvery(KernelContext context, int index)
    {
        if ((index & 0xFFFFF) == 0xFFFFF)
        {
            context.ThrowIfCancelled();
        }
    }

    private static long CountOf<T>(T start, T limit, T delta)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double))
        {
            double count = Math.Ceiling(Math.Abs((double.CreateTruncating(limit) - double.CreateTruncating(start)) / double.CreateTruncating(delta)));
            return count <= int.MaxValue ? (long)count : throw OperationException.InvalidArgument($"Requires ((limit - start) / delta) <= {int.MaxValue}, but it is {count}.");
        }

        var span = Int128.Abs(Int128.CreateTruncating(limit) - Int128.CreateTruncating(start));
        var step = Int128.Abs(Int128.CreateTruncating(delta));
        return (long)((span + step - 1) / step);
    }

    // TensorFlow takes a vector of one element for a scalar in its oldest operations.
    private static bool IsScalar(Tensor tensor) => tensor.Rank == 0 || (tensor.Rank == 1 && tensor.Count == 1);

    private static T ReadLegacyScalar<T>(Tensor tensor, string name)
        where T : unmanaged =>
        IsScalar(tensor) ? tensor.Span<T>()[0] : throw OperationException.InvalidArgument($"{name} must be a scalar, not shape {tensor.Shape}");

    private static T ReadScalar<T>(Tensor tensor, string name)
        where T : unmanaged =>
        tensor.Rank == 0 ? tensor.Scalar<T>() : throw OperationException.InvalidArgument($"{name} must be a scalar, not shape {tensor.Shape}");
}
