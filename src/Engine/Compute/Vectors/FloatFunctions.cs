using System.Runtime.CompilerServices;

namespace TypedModels.Engine.Compute.Vectors;

/// <summary>Functions of <see cref="FloatMath{TFloats, TVector}"/> for a <see cref="FloatLoop"/>.</summary>
internal static class FloatFunctions
{
    /// <summary>e to the power of x.</summary>
    internal readonly struct Exp : IFloatFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TFloats, TVector>(TVector x)
            where TFloats : struct, IFloats<TVector>
            where TVector : unmanaged => FloatMath<TFloats, TVector>.Exp(x);
    }

    /// <summary>The error function.</summary>
    internal readonly struct Erf : IFloatFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TFloats, TVector>(TVector x)
            where TFloats : struct, IFloats<TVector>
            where TVector : unmanaged => FloatMath<TFloats, TVector>.Erf(x);
    }
}
