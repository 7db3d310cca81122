using System.Runtime.CompilerServices;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Matrix;

/// <summary>The functions of <see cref="ActivationKind"/> on float vectors.</summary>
internal static class FloatActivations
{
    /// <summary>See <see cref="ActivationKind.Clamp"/>.</summary>
    internal readonly struct Clamp(float low, float high) : IFloatFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TFloats, TVector>(TVector x)
            where TFloats : struct, IFloats<TVector>
            where TVector : unmanaged => TFloats.Min(TFloats.All(high), TFloats.Max(TFloats.All(low), x));
    }

    /// <summary>See <see cref="ActivationKind.LeakyRelu"/>.</summary>
    internal readonly struct LeakyRelu(float slope) : IFloatFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TFloats, TVector>(TVector x)
            where TFloats : struct, IFloats<TVector>
            where TVector : unmanaged => TFloats.SelectLess(TFloats.All(0), x, x, TFloats.Multiply(x, TFloats.All(slope)));
    }

    /// <summary>See <see cref="ActivationKind.Elu"/>.</summary>
    internal readonly struct Elu : IFloatFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TFloats, TVector>(TVector x)
            where TFloats : struct, IFloats<TVector>
            where TVector : unmanaged => TFloats.SelectLess(x, TFloats.All(0), TFloats.Subtract(FloatMath<TFloats, TVector>.Exp(x), TFloats.All(1)), x);
    }

    /// <summary>See <see cref="ActivationKind.Selu"/>.</summary>
    internal readonly struct Selu : IFloatFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TFloats, TVector>(TVector x)
            where TFloats : struct, IFloats<TVector>
            where TVector : unmanaged
        {
            var negative = TFloats.Multiply(TFloats.All((float)ExactActivations.SeluScaledAlpha), TFloats.Subtract(FloatMath<TFloats, TVector>.Exp(x), TFloats.All(1)));
            return TFloats.SelectLess(x, TFloats.All(0), negative, TFloats.Multiply(TFloats.All((float)ExactActivations.SeluScale), x));
        }
    }

    /// <summary>See <see cref="ActivationKind.Sigmoid"/>.</summary>
    internal readonly struct Sigmoid : IFloatFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TFloats, TVector>(TVector x)
            where TFloats : struct, IFloats<TVector>
            where TVector : unmanaged => FloatMath<TFloats, TVector>.Sigmoid(x);
    }

    /// <summary>See <see cref="ActivationKind.Tanh"/>.</summary>
    internal readonly struct Tanh : IFloatFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TFloats, TVector>(TVector x)
            where TFloats : struct, IFloats<TVector>
            where TVector : unmanaged => FloatMath<TFloats, TVector>.Tanh(x);
    }

    /// <summary>See <see cref="ActivationKind.Swish"/> and <see cref="ActivationKind.ScaledSwish"/>.</summary>
    internal readonly struct Swish(float slope) : IFloatFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TFloats, TVector>(TVector x)
            where TFloats : struct, IFloats<TVector>
            where TVector : unmanaged => TFloats.Multiply(x, FloatMath<TFloats, TVector>.Sigmoid(TFloats.Multiply(x, TFloats.All(slope))));
    }

    /// <summary>See <see cref="ActivationKind.Gelu"/>.</summary>
    internal readonly struct Gelu : IFloatFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TFloats, TVector>(TVector x)
            where TFloats : struct, IFloats<TVector>
            where TVector : unmanaged => FloatMath<TFloats, TVector>.Gelu(x);
    }

    /// <summary>See <see cref="ActivationKind.GeluTanh"/>: half of one plus the tangent is the sigmoid of twice the number.</summary>
    internal readonly struct GeluTanh : IFloatFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TFloats, TVector>(TVector x)
            where TFloats : struct, IFloats<TVector>
            where TVector : unmanaged
        {
            var factor = TFloats.MultiplyAdd(TFloats.Multiply(x, x), TFloats.All((float)(2 * ExactActivations.GeluFactor * ExactActivations.GeluCubic)), TFloats.All((float)(2 * ExactActivations.GeluFactor)));
            return TFloats.Multiply(x, FloatMath<TFloats, TVector>.Sigmoid(TFloats.Multiply(x, factor)));
        }
    }

    /// <summary>See <see cref="ActivationKind.Mish"/>: of e = exp(x) the tangent is e (e + 2) / (e (e + 2) + 2).</summary>
    internal readonly struct Mish : IFloatFunction
    {
        // From here on the tangent is one in all its digits.
        private const float Largest = 20;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TFloats, TVector>(TVector x)
            where TFloats : struct, IFloats<TVector>
            where TVector : unmanaged
        {
            var exp = FloatMath<TFloats, TVector>.Exp(TFloats.Min(TFloats.All(Largest), x));
            var product = TFloats.Multiply(exp, TFloats.Add(exp, TFloats.All(2)));
            return TFloats.Multiply(x, TFloats.Divide(product, TFloats.Add(product, TFloats.All(2))));
        }
    }

    /// <summary>See <see cref="ActivationKind.HardSigmoid"/>.</summary>
    internal readonly struct HardSigmoid(float slope, float offset, float low, float high) : IFloatFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TFloats, TVector>(TVector x)
            where TFloats : struct, IFloats<TVector>
            where TVector : unmanaged =>
            TFloats.Min(TFloats.All(high), TFloats.Max(TFloats.All(low), TFloats.MultiplyAdd(x, TFloats.All(slope), TFloats.All(offset))));
    }

    /// <summary>See <see cref="ActivationKind.HardSwish"/>.</summary>
    internal readonly struct HardSwish(float slope, float offset, float low, float high) : IFloatFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TFloats, TVector>(TVector x)
            where TFloats : struct, IFloats<TVector>
            where TVector : unmanaged => TFloats.Multiply(x, new HardSigmoid(slope, offset, low, high).Apply<TFloats, TVector>(x));
    }
}
