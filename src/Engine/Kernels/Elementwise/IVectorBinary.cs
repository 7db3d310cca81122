using System.Numerics;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>A function of two floats or doubles, on vectors.</summary>
internal interface IVectorBinary
{
    /// <summary>The function's values.</summary>
    static abstract Vector<T> Apply<T>(Vector<T> x, Vector<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
