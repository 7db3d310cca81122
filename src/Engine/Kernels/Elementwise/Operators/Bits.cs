using System.Numerics.Tensors;

namespace TypedModels.Engine.Kernels.Elementwise.Operators;

/// <summary>Operations on bits and truth values.</summary>
internal static class Bits
{
    internal readonly struct And : IBitsBinary
    {
        static void IBitsBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => TensorPrimitives.BitwiseAnd(x, y, z);
    }

    internal readonly struct Or : IBitsBinary
    {
        static void IBitsBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => TensorPrimitives.BitwiseOr(x, y, z);
    }

    internal readonly struct Xor : IBitsBinary
    {
        static void IBitsBinary.Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => TensorPrimitives.Xor(x, y, z);
    }

    internal readonly struct ShiftLeft : IIntegerBinary
    {
        static T IIntegerBinary.Apply<T>(T x, T y) => x << ShiftCount(y);
    }

    internal readonly struct ShiftRight : IIntegerBinary
    {
        static T IIntegerBinary.Apply<T>(T x, T y) => x >> ShiftCount(y);
    }

    internal readonly struct Invert : IIntegerUnary
    {
        static void IIntegerUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.OnesComplement(x, y);
    }

    internal readonly struct Not : IUnary<bool, bool>
    {
        static bool IUnary<bool, bool>.Apply(bool x) => !x;
    }

    // C leaves other counts open; TensorFlow takes the nearest that is not.
    private static int ShiftCount<T>(T y)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>, System.Numerics.IMinMaxValue<T>
    {
        int most = (System.Runtime.CompilerServices.Unsafe.SizeOf<T>() * 8) - 1;
        return T.IsNegative(y) ? 0 : y > T.CreateTruncating(most) ? most : int.CreateTruncating(y);
    }
}
