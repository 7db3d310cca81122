using System.Numerics;
using System.Runtime.CompilerServices;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Convolution;

/// <summary>The largest element; one that is not a number is passed over.</summary>
internal readonly struct MaxPooling<T> : IPooling<T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    public static T Start => T.MinValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Take<TSimd, TVector>(TVector sofar, TVector next)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged => TSimd.Max(next, sofar);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector End<TSimd, TVector>(TVector sofar, int count)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged => sofar;
}
