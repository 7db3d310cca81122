using System.Numerics;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>A function of complex numbers.</summary>
internal interface IComplexUnary
{
    /// <summary>The function's value.</summary>
    static abstract Complex Apply(Complex x);
}
