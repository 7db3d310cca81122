using System.Numerics;

namespace TypedModels.Tool.Bench;

/// <summary>Counts times in buckets that are less than 0.8 % wide, from one nanosecond to centuries, in memory that does not grow.</summary>
internal sealed class LatencyHistogram
{
    // Each power of two is cut into 2^7 buckets; below 2^7 ns a bucket is one nanosecond.
    private const int Bits = 7;

    private readonly long[] _counts = new long[(64 - Bits) << Bits];

    /// <summary>The number of times.</summary>
    public long Count { get; private set; }

    /// <summary>Counts a time.</summary>
    /// <param name="nanoseconds">The time, at least 0.</param>
    public void Add(long nanoseconds)
    {
        _counts[BucketOf(nanoseconds)]++;
        Count++;
    }

    /// <summary>Counts all times of <paramref name="other"/>.</summary>
    public void Add(LatencyHistogram other)
    {
        for (int bucket = 0; bucket < _counts.Length; bucket++)
        {
            _counts[bucket] += other._counts[bucket];
        }

        Count += other.Count;
    }

    /// <summary>The time, in nanoseconds, that a share of all times stays within (nearest rank); 0 when there is none.</summary>
    /// <param name="share">From 0, the shortest, to 1, the longest.</param>
    public double Quantile(double share)
    {
        long rank = Math.Clamp((long)Math.Ceiling(share * Count), 1, Math.Max(1, Count));
        long seen = 0;
        for (int bucket = 0; bucket < _counts.Length; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= rank)
            {
                return MiddleOf(bucket);
            }
        }

        return 0;
    }

    /// <summary>How many times lie in each of <paramref name="parts"/> parts of a range, in nanoseconds; each part reaches as many times further than it begins as the next.</summary>
    public long[] Spread(double lowest, double highest, int parts)
    {
        var spread = new long[parts];
        double start = Math.Log(Math.Max(1, lowest)), width = (Math.Log(Math.Max(1, highest)) - start) / parts;
        for (int bucket = 0; bucket < _counts.Length; bucket++)
        {
            double part = (Math.Log(Math.Max(1, MiddleOf(bucket))) - start) / width;
            if (_counts[bucket] > 0 && part >= 0 && part <= parts)
            {
                spread[Math.Min((int)part, parts - 1)] += _counts[bucket];
            }
        }

        return spread;
    }

    private static int BucketOf(long value)
    {
        int shift = Math.Max(0, BitOperations.Log2((ulong)value) - Bits);
        return (shift << Bits) + (int)(value >> shift);
    }

    private static double MiddleOf(int bucket)
    {
        int shift = Math.Max(0, (bucket >> Bits) - 1);
        double lower = (double)(bucket - (shift << Bits)) * (1L << shift);
        return lower + (((1L << shift) - 1) / 2.0);
    }
}
