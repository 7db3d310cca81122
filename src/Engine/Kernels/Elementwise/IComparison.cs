using System.Numerics;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>A comparison of two real numbers.</summary>
internal interface IComparison
{
    /// <summary>Compares two numbers.</summary>
    static abstract bool Apply<T>(T x, T y)
        where T : unmanaged, INumber<T>;

    /// <summary>Compares the elements of vectors: all bits of an element of the result are set where it holds.</summary>
    static abstract Vector<T> Apply<T>(Vector<T> x, Vector<T> y);
}
