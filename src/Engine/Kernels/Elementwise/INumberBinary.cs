using System.Numerics;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>A function of two real numbers, on runs of elements.</summary>
internal interface INumberBinary
{
    /// <summary>Carries it out; <paramref name="z"/> may be one of the others.</summary>
    static abstract void Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z)
        where T : unmanaged, INumber<T>;
}
