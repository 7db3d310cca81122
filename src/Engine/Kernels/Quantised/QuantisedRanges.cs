using System.Numerics;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Quantised;

/// <summary>Reads and writes the ranges that go with quantised values.</summary>
internal static class QuantisedRanges
{
    /// <summary>The range of inputs <paramref name="low"/> and <paramref name="low"/> + 1 or another pair.</summary>
    public static MinFirst<T> Read<T>(KernelContext context, int low, int high)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => new(Number(context, low), Number(context, high));

    /// <summary>Writes a range to two outputs.</summary>
    public static void Write(KernelContext context, int low, float from, float to)
    {
        context.Output(low, Shape.Scalar).WritableSpan<float>()[0] = from;
        context.Output(low + 1, Shape.Scalar).WritableSpan<float>()[0] = to;
    }

    /// <summary>The range of products in 32 bits of values of two ranges.</summary>
    public static (float Low, float High) OfProduct<T>(in MinFirst<T> a, in MinFirst<T> b)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        float step = a.OneStep * b.OneStep;
        return (step * int.MinValue, step * int.MaxValue);
    }

    /// <summary>The range of sums in 32 bits of values of two ranges, <paramref name="room"/> times as wide as these.</summary>
    public static (float Low, float High) OfSum<T>(in MinFirst<T> a, in MinFirst<T> b, int room)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        float most = Math.Max(Math.Max(a.High, -a.Low), Math.Max(b.High, -b.Low)) * room;
        return (-most, most);
    }

    /// <summary>The only number of an input.</summary>
    public static float Number(KernelContext context, int input)
    {
        var value = context.Input(input);
        return value.Count == 1 ? value.Span<float>()[0] : throw OperationException.InvalidArgument($"The ends of a range must be single numbers, got shape {value.Shape}");
    }
}
