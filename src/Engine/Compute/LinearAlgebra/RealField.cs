using System.Numerics;

namespace TypedModels.Engine.Compute.LinearAlgebra;

/// <summary>The real numbers.</summary>
internal readonly struct RealField : IField<double>
{
    public static double Magnitude(double value) => Math.Abs(value);

    public static double Real(double value) => value;

    public static double Conjugate(double value) => value;

    public static double From(double value) => value;

    public static double From(Complex value) => value.Real;

    public static Complex ToComplex(double value) => value;
}
