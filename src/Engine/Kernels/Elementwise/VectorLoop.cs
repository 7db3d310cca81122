using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>Runs functions of vectors over runs of elements. What does not fill a vector goes through one whose other elements are ones.</summary>
internal static class VectorLoop
{
    /// <summary>One operand; <paramref name="y"/> may be <paramref name="x"/>.</summary>
    public static void Run<TFunction, T>(ReadOnlySpan<T> x, Span<T> y)
        where TFunction : IVectorUnary
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int i = 0;
        for (; i <= x.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            TFunction.Apply(Load(x, i)).StoreUnsafe(ref MemoryMarshal.GetReference(y), (nuint)i);
        }

        if (i < x.Length)
        {
            Span<T> rest = stackalloc T[Vector<T>.Count];
            rest.Fill(T.One);
            x[i..].CopyTo(rest);
            TFunction.Apply(Load(rest, 0)).CopyTo(rest);
            rest[..(x.Length - i)].CopyTo(y[i..]);
        }
    }

    /// <summary>One operand, floats by a function of their own; <paramref name="y"/> may be <paramref name="x"/>.</summary>
    public static void Run<TFloatFunction, TFunction, T>(ReadOnlySpan<T> x, Span<T> y)
        where TFloatFunction : struct, IFloatFunction
        where TFunction : IVectorUnary
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            FloatLoop.Run(default(TFloatFunction), MemoryMarshal.Cast<T, float>(x), MemoryMarshal.Cast<T, float>(y));
        }
        else
        {
            Run<TFunction, T>(x, y);
        }
    }

    /// <summary>Two operands; <paramref name="z"/> may be one of them.</summary>
    public static void Run<TFunction, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z)
        where TFunction : IVectorBinary
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int i = 0;
        for (; i <= x.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            TFunction.Apply(Load(x, i), Load(y, i)).StoreUnsafe(ref MemoryMarshal.GetReference(z), (nuint)i);
        }

        if (i < x.Length)
        {
            Span<T> left = stackalloc T[Vector<T>.Count], right = stackalloc T[Vector<T>.Count];
            left.Fill(T.One);
            right.Fill(T.One);
            x[i..].CopyTo(left);
            y[i..].CopyTo(right);
            TFunction.Apply(Load(left, 0), Load(right, 0)).CopyTo(left);
            left[..(x.Length - i)].CopyTo(z[i..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Load<T>(ReadOnlySpan<T> values, int start)
        where T : unmanaged => Vector.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)start);
}
