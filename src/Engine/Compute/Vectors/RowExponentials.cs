using System.Runtime.CompilerServices;

namespace TypedModels.Engine.Compute.Vectors;

/// <summary>Turns scores into what a softmax divides by their sum: exponentials of their distances from the largest.</summary>
internal static unsafe class RowExponentials
{
    /// <summary>Replaces scores by exp(scale · score + maskScale · mask − largest); returns their sum.</summary>
    /// <param name="scores">The scores, with room for whole vectors.</param>
    /// <param name="length">How many there are.</param>
    /// <param name="scale">What they are multiplied by.</param>
    /// <param name="mask">What is added to them, or null.</param>
    /// <param name="maskStep">One, or zero for one element that is added to all.</param>
    /// <param name="maskScale">What the mask is multiplied by.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Run<TFloats, TVector>(float* scores, int length, float scale, float* mask, nint maskStep, float maskScale)
        where TFloats : struct, IFloats<TVector>
        where TVector : unmanaged
    {
        int whole = length - (length % TFloats.Lanes), end = whole == length ? length : whole + TFloats.Lanes;
        var scales = TFloats.All(scale);
        var maskScales = TFloats.All(maskScale);
        var added = TFloats.All(mask is not null && maskStep == 0 ? *mask * maskScale : 0);
        var lowest = TFloats.All(float.NegativeInfinity);
        var largest = lowest;
        for (int i = 0; i < whole; i += TFloats.Lanes)
        {
            var addend = mask is not null && maskStep != 0 ? TFloats.Multiply(TFloats.Load(mask + i), maskScales) : added;
            var score = TFloats.MultiplyAdd(TFloats.Load(scores + i), scales, addend);
            TFloats.Store(scores + i, score);
            largest = TFloats.Max(largest, score);
        }

        if (end > whole)
        {
            // What fills up the last vector counts for nothing.
            int rest = length - whole;
            var addend = mask is not null && maskStep != 0 ? TFloats.Multiply(TFloats.LoadFirst(mask + whole, rest), maskScales) : added;
            var score = TFloats.SelectFirst(rest, TFloats.MultiplyAdd(TFloats.Load(scores + whole), scales, addend), lowest);
            TFloats.Store(scores + whole, score);
            largest = TFloats.Max(largest, score);
        }

        var bound = TFloats.All(TFloats.Largest(largest));
        var sum = TFloats.All(0);
        for (int i = 0; i < end; i += TFloats.Lanes)
        {
            var exponential = FloatMath<TFloats, TVector>.ExpOfNegative(TFloats.Subtract(TFloats.Load(scores + i), bound));
            TFloats.Store(scores + i, exponential);
            sum = TFloats.Add(sum, exponential);
        }

        return TFloats.Sum(sum);
    }
}
