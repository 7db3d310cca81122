using System.Numerics;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>A function of two integers.</summary>
internal interface IIntegerBinary
{
    /// <summary>The function's value.</summary>
    static abstract T Apply<T>(T x, T y)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>;
}
