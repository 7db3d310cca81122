using System.Numerics;
using System.Runtime.CompilerServices;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Convolution;

/// <summary>The mean of the elements; padding does not count.</summary>
internal readonly struct MeanPooling<T> : IPooling<T>
    where T : unmanaged, INumber<T>
{
    public static T Start => T.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Take<TSimd, TVector>(TVector sofar, TVector next)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged => TSimd.Add(sofar, next);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector End<TSimd, TVector>(TVector sofar, int count)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged => TSimd.Divide(sofar, TSimd.Broadcast(T.CreateTruncating(count)));
}
