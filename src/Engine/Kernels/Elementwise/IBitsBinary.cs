using System.Numerics;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>A function of the bits of two integers, on runs of elements.</summary>
internal interface IBitsBinary
{
    /// <summary>Carries it out; <paramref name="z"/> may be one of the others.</summary>
    static abstract void Apply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z)
        where T : unmanaged, IBinaryInteger<T>;
}
