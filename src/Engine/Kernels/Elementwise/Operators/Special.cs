using System.Runtime.InteropServices;
using TypedModels.Engine.Compute.Special;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Kernels.Elementwise.Operators;

/// <summary>The special functions of physics and statistics, computed in double.</summary>
internal static class Special
{
    internal readonly struct Erf : IScalarUnary
    {
        static double IScalarUnary.Apply(double x) => ErrorFunction.Erf(x);
    }

    internal readonly struct Erfc : IScalarUnary
    {
        static double IScalarUnary.Apply(double x) => ErrorFunction.Erfc(x);
    }

    internal readonly struct ErfInverse : IScalarUnary
    {
        static double IScalarUnary.Apply(double x) => ErrorFunction.ErfInverse(x);
    }

    internal readonly struct NormalQuantile : IScalarUnary
    {
        static double IScalarUnary.Apply(double x) => ErrorFunction.NormalQuantile(x);
    }

    internal readonly struct LogGamma : IScalarUnary
    {
        static double IScalarUnary.Apply(double x) => GammaFunction.LogGamma(x);
    }

    internal readonly struct Digamma : IScalarUnary
    {
        static double IScalarUnary.Apply(double x) => GammaFunction.Digamma(x);
    }

    internal readonly struct BesselI0 : IScalarUnary
    {
        static double IScalarUnary.Apply(double x) => BesselFunctions.I(0, x);
    }

    internal readonly struct BesselI1 : IScalarUnary
    {
        static double IScalarUnary.Apply(double x) => BesselFunctions.I(1, x);
    }

    internal readonly struct BesselI0e : IScalarUnary
    {
        static double IScalarUnary.Apply(double x) => BesselFunctions.ScaledI(0, x);
    }

    internal readonly struct BesselI1e : IScalarUnary
    {
        static double IScalarUnary.Apply(double x) => BesselFunctions.ScaledI(1, x);
    }

    internal readonly struct BesselK0 : IScalarUnary
    {
        static double IScalarUnary.Apply(double x) => BesselFunctions.K(0, x);
    }

    internal readonly struct BesselK1 : IScalarUnary
    {
        static double IScalarUnary.Apply(double x) => BesselFunctions.K(1, x);
    }

    internal readonly struct BesselK0e : IScalarUnary
    {
        static double IScalarUnary.Apply(double x) => BesselFunctions.ScaledK(0, x);
    }

    internal readonly struct BesselK1e : IScalarUnary
    {
        static double IScalarUnary.Apply(double x) => BesselFunctions.ScaledK(1, x);
    }

    internal readonly struct BesselJ0 : IScalarUnary
    {
        static double IScalarUnary.Apply(double x) => BesselFunctions.J(0, x);
    }

    internal readonly struct BesselJ1 : IScalarUnary
    {
        static double IScalarUnary.Apply(double x) => BesselFunctions.J(1, x);
    }

    internal readonly struct BesselY0 : IScalarUnary
    {
        static double IScalarUnary.Apply(double x) => BesselFunctions.Y(0, x);
    }

    internal readonly struct BesselY1 : IScalarUnary
    {
        static double IScalarUnary.Apply(double x) => BesselFunctions.Y(1, x);
    }

    internal readonly struct Dawson : IScalarUnary
    {
        static double IScalarUnary.Apply(double x) => Integrals.Dawson(x);
    }

    internal readonly struct ExponentialIntegral : IScalarUnary
    {
        static double IScalarUnary.Apply(double x) => Integrals.Exponential(x);
    }

    internal readonly struct FresnelSine : IScalarUnary
    {
        static double IScalarUnary.Apply(double x) => Integrals.Fresnel(x).Sine;
    }

    internal readonly struct FresnelCosine : IScalarUnary
    {
        static double IScalarUnary.Apply(double x) => Integrals.Fresnel(x).Cosine;
    }

    internal readonly struct Spence : IScalarUnary
    {
        static double IScalarUnary.Apply(double x) => Integrals.Spence(x);
    }

    internal readonly struct Zeta : IScalarBinary
    {
        static double IScalarBinary.Apply(double x, double y) => GammaFunction.Zeta(x, y);
    }

    internal readonly struct Polygamma : IScalarBinary
    {
        static double IScalarBinary.Apply(double x, double y) => GammaFunction.Polygamma(x, y);
    }

    internal readonly struct GammaLower : IScalarBinary
    {
        static double IScalarBinary.Apply(double x, double y) => IncompleteGamma.Lower(x, y);
    }

    internal readonly struct GammaUpper : IScalarBinary
    {
        static double IScalarBinary.Apply(double x, double y) => IncompleteGamma.Upper(x, y);
    }

    internal readonly struct GammaLowerByA : IScalarBinary
    {
        static double IScalarBinary.Apply(double x, double y) => IncompleteGamma.LowerByA(x, y);
    }

    internal readonly struct GammaSampleByA : IScalarBinary
    {
        static double IScalarBinary.Apply(double x, double y) => IncompleteGamma.SampleByA(x, y);
    }

    /// <summary>The error function of float numbers in vectors.</summary>
    internal readonly struct FloatErf : IFloatUnary
    {
        static void IFloatUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y) => FloatLoop.Run(default(FloatFunctions.Erf), MemoryMarshal.Cast<T, float>(x), MemoryMarshal.Cast<T, float>(y));
    }
}
