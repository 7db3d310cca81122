using System.Numerics;

namespace TypedModels;

/// <summary>A complex number of two 32-bit parts; <see cref="Complex"/> has two of 64 bits.</summary>
/// <param name="Real">The real part.</param>
/// <param name="Imaginary">The imaginary part.</param>
public readonly record struct Complex64(float Real, float Imaginary)
{
    /// <summary>The same number; nothing is lost.</summary>
    public static implicit operator Complex(Complex64 value) => new(value.Real, value.Imaginary);

    /// <summary>The nearest number with 32-bit parts.</summary>
    public static explicit operator Complex64(Complex value) => new((float)value.Real, (float)value.Imaginary);
}
