using System.Runtime.Intrinsics;

namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>The vectorised part of making pixels of components: the numbers are those of the plain form, bit for bit.</summary>
internal static class JpegVectors
{
    /// <summary>Samples of a row that are worked on at once.</summary>
    public const int Width = 8;

    /// <summary>Blends two rows as three to one, without rounding.</summary>
    /// <param name="near">The nearer row.</param>
    /// <param name="far">The farther row, as long.</param>
    /// <param name="sums">The result, as long.</param>
    public static void Blend(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far, Span<short> sums)
    {
        int x = 0;
        for (; x <= near.Length - Width; x += Width)
        {
            (Load(near, x) * 3 + Load(far, x)).CopyTo(sums[x..]);
        }

        for (; x < near.Length; x++)
        {
            sums[x] = (short)(near[x] * 3 + far[x]);
        }
    }

    /// <summary>Spreads blended rows to twice their width with the weights three to one, for all samples but the first and the last; gives where it stopped.</summary>
    /// <param name="sums">What <see cref="Blend"/> gave.</param>
    /// <param name="row">The result, twice as long.</param>
    public static int Spread(ReadOnlySpan<short> sums, Span<byte> row)
    {
        int x = 1;
        for (; x <= sums.Length - 1 - Width; x += Width)
        {
            var middle = Vector128.Create(sums[x..]) * 3;
            var even = (middle + Vector128.Create(sums[(x - 1)..]) + Vector128.Create((short)8)) >> 4;
            var odd = (middle + Vector128.Create(sums[(x + 1)..]) + Vector128.Create((short)7)) >> 4;
            (even | (odd << 8)).AsByte().CopyTo(row[(2 * x)..]);
        }

        return x;
    }

    /// <summary>Converts luminance and colour differences to rows of red, green and blue; gives where it stopped.</summary>
    public static int Convert(ReadOnlySpan<byte> y, ReadOnlySpan<byte> cb, ReadOnlySpan<byte> cr, Span<byte> red, Span<byte> green, Span<byte> blue)
    {
        int x = 0;
        var center = Vector128.Create((short)128);
        for (; x <= y.Length - Width; x += Width)
        {
            var luminance = Load(y, x);
            var (blueLow, blueHigh) = Vector128.Widen(Load(cb, x) - center);
            var (redLow, redHigh) = Vector128.Widen(Load(cr, x) - center);
            Store(luminance + Shift(redLow * 91881, redHigh * 91881), red[x..]);
            Store(luminance + Shift(blueLow * -22554 - redLow * 46802, blueHigh * -22554 - redHigh * 46802), green[x..]);
            Store(luminance + Shift(blueLow * 116130, blueHigh * 116130), blue[x..]);
        }

        return x;
    }

    private static Vector128<short> Shift(Vector128<int> low, Vector128<int> high)
    {
        var half = Vector128.Create(1 << 15);
        return Vector128.Narrow((low + half) >> 16, (high + half) >> 16);
    }

    private static void Store(Vector128<short> values, Span<byte> target)
    {
        var clamped = Vector128.Min(Vector128.Max(values, Vector128<short>.Zero), Vector128.Create((short)255)).AsUInt16();
        Vector128.Narrow(clamped, clamped).GetLower().CopyTo(target);
    }

    private static Vector128<short> Load(ReadOnlySpan<byte> samples, int x) => Vector128.WidenLower(Vector128.CreateScalar(System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(samples[x..])).AsByte()).AsInt16();
}
