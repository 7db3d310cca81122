using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Convolution;

/// <summary>What a pooling makes of the elements in its window.</summary>
internal interface IPooling<T>
    where T : unmanaged
{
    /// <summary>What it begins with.</summary>
    static abstract T Start { get; }

    /// <summary>Takes an element in.</summary>
    static abstract TVector Take<TSimd, TVector>(TVector sofar, TVector next)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged;

    /// <summary>The result of <paramref name="count"/> elements.</summary>
    static abstract TVector End<TSimd, TVector>(TVector sofar, int count)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged;
}
