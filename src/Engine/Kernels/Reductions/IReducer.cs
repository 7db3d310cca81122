using System.Numerics;

namespace TypedModels.Engine.Kernels.Reductions;

/// <summary>Says how numbers become one.</summary>
internal interface IReducer
{
    /// <summary>What no numbers give.</summary>
    static abstract T Empty<T>()
        where T : unmanaged, INumber<T>, IMinMaxValue<T>;

    /// <summary>Makes one of at least one number.</summary>
    static abstract T Reduce<T>(ReadOnlySpan<T> values)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>;

    /// <summary>Adds each number to its result.</summary>
    static abstract void Combine<T>(Span<T> results, ReadOnlySpan<T> values)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>;

    /// <summary>Makes results from what has been combined from <paramref name="count"/> numbers each.</summary>
    static virtual void Finish<T>(Span<T> results, double count)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
    }
}
