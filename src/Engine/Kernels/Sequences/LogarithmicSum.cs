using System.Numerics;

namespace TypedModels.Engine.Kernels.Sequences;

/// <summary>The sum of numbers that are given as logarithms.</summary>
internal static class LogarithmicSum
{
    /// <summary>The logarithm of the sum.</summary>
    public static T Of<T>(T left, T right)
        where T : IFloatingPointIeee754<T>
    {
        if (T.IsNegativeInfinity(left))
        {
            return right;
        }

        if (T.IsNegativeInfinity(right))
        {
            return left;
        }

        return left > right ? left + T.LogP1(T.Exp(right - left)) : right + T.LogP1(T.Exp(left - right));
    }
}
