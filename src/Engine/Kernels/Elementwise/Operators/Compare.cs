using System.Numerics;

namespace TypedModels.Engine.Kernels.Elementwise.Operators;

/// <summary>Comparisons. A NaN is unequal to everything, and neither less nor greater.</summary>
internal static class Compare
{
    internal readonly struct Equal : IComparison, IBinary<Complex, bool>
    {
        static bool IComparison.Apply<T>(T x, T y) => x == y;

        static Vector<T> IComparison.Apply<T>(Vector<T> x, Vector<T> y) => Vector.Equals(x, y);

        static bool IBinary<Complex, bool>.Apply(Complex x, Complex y) => x == y;
    }

    internal readonly struct NotEqual : IComparison, IBinary<Complex, bool>
    {
        static bool IComparison.Apply<T>(T x, T y) => x != y;

        static Vector<T> IComparison.Apply<T>(Vector<T> x, Vector<T> y) => ~Vector.Equals(x, y);

        static bool IBinary<Complex, bool>.Apply(Complex x, Complex y) => x != y;
    }

    internal readonly struct Less : IComparison
    {
        static bool IComparison.Apply<T>(T x, T y) => x < y;

        static Vector<T> IComparison.Apply<T>(Vector<T> x, Vector<T> y) => Vector.LessThan(x, y);
    }

    internal readonly struct LessOrEqual : IComparison
    {
        static bool IComparison.Apply<T>(T x, T y) => x <= y;

        static Vector<T> IComparison.Apply<T>(Vector<T> x, Vector<T> y) => Vector.LessThanOrEqual(x, y);
    }

    internal readonly struct Greater : IComparison
    {
        static bool IComparison.Apply<T>(T x, T y) => x > y;

        static Vector<T> IComparison.Apply<T>(Vector<T> x, Vector<T> y) => Vector.GreaterThan(x, y);
    }

    internal readonly struct GreaterOrEqual : IComparison
    {
        static bool IComparison.Apply<T>(T x, T y) => x >= y;

        static Vector<T> IComparison.Apply<T>(Vector<T> x, Vector<T> y) => Vector.GreaterThanOrEqual(x, y);
    }
}
