using System.Numerics;

namespace TypedModels.Engine.Compute.LinearAlgebra;

/// <summary>The complex numbers.</summary>
internal readonly struct ComplexField : IField<Complex>
{
    public static double Magnitude(Complex value) => Complex.Abs(value);

    public static double Real(Complex value) => value.Real;

    public static Complex Conjugate(Complex value) => Complex.Conjugate(value);

    public static Complex From(double value) => value;

    public static Complex From(Complex value) => value;

    public static Complex ToComplex(Complex value) => value;
}
