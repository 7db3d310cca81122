using System.Numerics;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>A function of two complex numbers.</summary>
internal interface IComplexBinary
{
    /// <summary>The function's value.</summary>
    static abstract Complex Apply(Complex x, Complex y);
}
