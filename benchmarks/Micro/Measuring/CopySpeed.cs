using System.Diagnostics;
using System.Runtime.InteropServices;
using TypedModels.Micro.Cases;

namespace TypedModels.Micro.Measuring;

/// <summary>How fast one core copies, as the measure of what it can do with memory. Measured once in a process.</summary>
internal static unsafe class CopySpeed
{
    private static readonly Lazy<double> s_cached = new(() => Measure(32 << 10, copies: 2_000, rounds: 50));
    private static readonly Lazy<double> s_large = new(() => Measure(64 << 20, copies: 1, rounds: 20));

    /// <summary>GB/s, read and written together: the best of several rounds.</summary>
    public static double Of(ArraySize size) => size == ArraySize.Cached ? s_cached.Value : s_large.Value;

    private static double Measure(int bytes, int copies, int rounds)
    {
        byte* source = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, 64);
        byte* target = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, 64);
        new Span<byte>(source, bytes).Fill(1);
        new Span<byte>(target, bytes).Fill(2);
        double best = 0;
        for (int round = 0; round < rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int copy = 0; copy < copies; copy++)
            {
                Buffer.MemoryCopy(source, target, bytes, bytes);
            }

            best = Math.Max(best, 2.0 * bytes * copies / Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }

        NativeMemory.AlignedFree(source);
        NativeMemory.AlignedFree(target);
        return best;
    }
}
