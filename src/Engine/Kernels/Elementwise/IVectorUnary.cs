using System.Numerics;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>A function of float and double, on vectors.</summary>
internal interface IVectorUnary
{
    /// <summary>The function's values.</summary>
    static abstract Vector<T> Apply<T>(Vector<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
