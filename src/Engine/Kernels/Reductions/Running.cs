using System.Numerics;

namespace TypedModels.Engine.Kernels.Reductions;

/// <summary>The running results that there are.</summary>
internal static class Running
{
    internal readonly struct Sum<T> : IRunning<T>
        where T : unmanaged, INumberBase<T>
    {
        static T IRunning<T>.Empty => T.Zero;

        static T IRunning<T>.Combine(T result, T element) => result + element;
    }

    internal readonly struct Product<T> : IRunning<T>
        where T : unmanaged, INumberBase<T>
    {
        static T IRunning<T>.Empty => T.One;

        static T IRunning<T>.Combine(T result, T element) => result * element;
    }

    /// <summary>The logarithm of the sum of exponentials, the larger taken out so that nothing overflows.</summary>
    internal readonly struct LogSumExp<T> : IRunning<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        static T IRunning<T>.Empty => T.NegativeInfinity;

        static T IRunning<T>.Combine(T result, T element)
        {
            T larger = T.Max(result, element), smaller = T.Min(result, element);
            return T.IsNegativeInfinity(smaller) ? larger : larger + T.LogP1(T.Exp(smaller - larger));
        }
    }
}
