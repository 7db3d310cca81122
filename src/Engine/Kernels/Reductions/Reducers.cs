using System.Numerics;
using System.Numerics.Tensors;

namespace TypedModels.Engine.Kernels.Reductions;

/// <summary>The ways of making one number of many.</summary>
internal static class Reducers
{
    internal readonly struct Sum : IReducer
    {
        static T IReducer.Empty<T>() => T.Zero;

        static T IReducer.Reduce<T>(ReadOnlySpan<T> values) => PairwiseSum(values);

        static void IReducer.Combine<T>(Span<T> results, ReadOnlySpan<T> values) => TensorPrimitives.Add(results, values, results);
    }

    internal readonly struct Mean : IReducer
    {
        // Nothing has no mean: not a number where there is such a thing.
        static T IReducer.Empty<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(double) ? T.CreateTruncating(double.NaN) : T.Zero;

        static T IReducer.Reduce<T>(ReadOnlySpan<T> values) => PairwiseSum(values);

        static void IReducer.Combine<T>(Span<T> results, ReadOnlySpan<T> values) => TensorPrimitives.Add(results, values, results);

        static void IReducer.Finish<T>(Span<T> results, double count)
        {
            T divisor = T.CreateTruncating(count);
            for (int i = 0; i < results.Length; i++)
            {
                results[i] = divisor == T.Zero ? T.Zero : results[i] / divisor;
            }
        }
    }

    internal readonly struct Product : IReducer
    {
        static T IReducer.Empty<T>() => T.One;

        static T IReducer.Reduce<T>(ReadOnlySpan<T> values) => TensorPrimitives.Product(values);

        static void IReducer.Combine<T>(Span<T> results, ReadOnlySpan<T> values) => TensorPrimitives.Multiply(results, values, results);
    }

    internal readonly struct Max : IReducer
    {
        static T IReducer.Empty<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(double) ? T.CreateTruncating(double.NegativeInfinity) : T.MinValue;

        static T IReducer.Reduce<T>(ReadOnlySpan<T> values) => TensorPrimitives.Max(values);

        static void IReducer.Combine<T>(Span<T> results, ReadOnlySpan<T> values) => TensorPrimitives.Max(results, values, results);
    }

    internal readonly struct Min : IReducer
    {
        static T IReducer.Empty<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(double) ? T.CreateTruncating(double.PositiveInfinity) : T.MaxValue;

        static T IReducer.Reduce<T>(ReadOnlySpan<T> values) => TensorPrimitives.Min(values);

        static void IReducer.Combine<T>(Span<T> results, ReadOnlySpan<T> values) => TensorPrimitives.Min(results, values, results);
    }

    /// <summary>Whether all of truth values hold.</summary>
    internal readonly struct All : IReducer
    {
        static T IReducer.Empty<T>() => T.One;

        static T IReducer.Reduce<T>(ReadOnlySpan<T> values) => values.Contains(T.Zero) ? T.Zero : T.One;

        static void IReducer.Combine<T>(Span<T> results, ReadOnlySpan<T> values) => TensorPrimitives.Min(results, values, results);
    }

    /// <summary>Whether one of truth values holds.</summary>
    internal readonly struct Any : IReducer
    {
        static T IReducer.Empty<T>() => T.Zero;

        static T IReducer.Reduce<T>(ReadOnlySpan<T> values) => values.ContainsAnyExcept(T.Zero) ? T.One : T.Zero;

        static void IReducer.Combine<T>(Span<T> results, ReadOnlySpan<T> values) => TensorPrimitives.Max(results, values, results);
    }

    // Sums of halves: what is added up has much the same size, so that little is lost.
    private static T PairwiseSum<T>(ReadOnlySpan<T> values)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        const int Leaf = 1024;
        if (values.Length <= Leaf)
        {
            return TensorPrimitives.Sum(values);
        }

        int half = ((values.Length / 2) + Leaf - 1) / Leaf * Leaf;
        return PairwiseSum(values[..half]) + PairwiseSum(values[half..]);
    }
}
