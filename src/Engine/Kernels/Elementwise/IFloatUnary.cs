using System.Numerics;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>A function of float and double, on runs of elements.</summary>
internal interface IFloatUnary
{
    /// <summary>Carries it out; <paramref name="y"/> may be <paramref name="x"/>.</summary>
    static abstract void Apply<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
