#if NET
using System.Runtime.ExceptionServices;
using TypedModels.Formats.Checksums;

namespace TypedModels.Formats.Checkpoints;

/// <summary>Reads a large tensor in parts that several threads take: copying it out of the system's cache and summing it take about as long as each other, and one thread does them in turn.</summary>
internal static class SharedRead
{
    /// <summary>The bytes of a part.</summary>
    public const int PartLength = 4 << 20;

    /// <summary>Reads bytes, and gives their checksum.</summary>
    /// <param name="offset">Where they begin in the tensor.</param>
    /// <param name="destination">Where they go.</param>
    internal delegate uint PartReader(int offset, Span<byte> destination);

    /// <summary>Fills <paramref name="destination"/>, and gives the checksum of all of it.</summary>
    public static unsafe uint ReadAndSum(Span<byte> destination, PartReader read)
    {
        int length = destination.Length;
        var sums = new uint[(length + PartLength - 1) / PartLength];
        fixed (byte* start = destination)
        {
            byte* first = start;
            try
            {
                Parallel.For(0, sums.Length, part => sums[part] = read(part * PartLength, new Span<byte>(first + ((long)part * PartLength), LengthOf(part, length))));
            }
            catch (AggregateException exception)
            {
                // What is wrong with one part is wrong with the tensor; the first is told.
                ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
            }
        }

        uint sum = sums[0];
        for (int part = 1; part < sums.Length; part++)
        {
            sum = Crc32C.Combine(sum, sums[part], LengthOf(part, length));
        }

        return sum;
    }

    private static int LengthOf(int part, int length) => Math.Min(PartLength, length - (part * PartLength));
}
#endif
