using System.Numerics;

namespace TypedModels.Engine.Compute.LinearAlgebra;

/// <summary>What linear algebra asks of real and complex numbers beyond their arithmetic.</summary>
/// <typeparam name="T">The numbers.</typeparam>
internal interface IField<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>The absolute value.</summary>
    static abstract double Magnitude(T value);

    /// <summary>The real part.</summary>
    static abstract double Real(T value);

    /// <summary>The conjugate; a real number itself.</summary>
    static abstract T Conjugate(T value);

    /// <summary>A real number.</summary>
    static abstract T From(double value);

    /// <summary>A complex number; of which reals keep the real part.</summary>
    static abstract T From(Complex value);

    /// <summary>The number as a complex one.</summary>
    static abstract Complex ToComplex(T value);
}
