using System.Numerics.Tensors;

namespace TypedModels.Engine.Kernels.Elementwise.Operators;

/// <summary>Rounding to whole numbers, and what kind of number one is.</summary>
internal static class Rounding
{
    internal readonly struct Floor : IFloatUnary
    {
        static void IFloatUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Floor(x, y);
    }

    internal readonly struct Ceiling : IFloatUnary
    {
        static void IFloatUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Ceiling(x, y);
    }

    /// <summary>To the nearest, ties to the even one.</summary>
    internal readonly struct Nearest : IFloatUnary, IIntegerUnary
    {
        static void IFloatUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Round(x, MidpointRounding.ToEven, y);

        static void IIntegerUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => x.CopyTo(y);
    }

    internal readonly struct IsNaN : IFloatTest
    {
        static bool IFloatTest.Apply<T>(T x) => T.IsNaN(x);
    }

    internal readonly struct IsInfinity : IFloatTest
    {
        static bool IFloatTest.Apply<T>(T x) => T.IsInfinity(x);
    }

    internal readonly struct IsFinite : IFloatTest
    {
        static bool IFloatTest.Apply<T>(T x) => T.IsFinite(x);
    }
}
