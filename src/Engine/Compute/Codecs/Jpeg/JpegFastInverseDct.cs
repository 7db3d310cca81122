using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>
/// The inverse DCT of Arai, Agui and Nakajima in 16-bit integers with 8-bit factors, eight columns at a time: bit for bit what libjpeg's JDCT_IFAST gives. The scale factors of the algorithm are in
/// the quantisation table.
/// </summary>
internal sealed class JpegFastInverseDct : JpegInverseDct
{
    // Factors times 256, shifted so that the upper half of a product with a value times 4 is the value times the factor.
    private const int FactorShift = 6;
    private const short Root2 = 362 << FactorShift;
    private const short Factor1848 = 473 << FactorShift;
    private const short Factor1082 = 277 << FactorShift;
    private const short MinusFactor1613 = -(413 << FactorShift);
    private const int FractionBits = 5;

    private readonly short[] _multipliers = new short[64];

    /// <summary>Prepares the scaled table.</summary>
    public JpegFastInverseDct(ReadOnlySpan<ushort> quantization)
    {
        for (int i = 0; i < 64; i++)
        {
            long scale = (long)Math.Round(16384 * Scale(i >> 3) * Scale(i & 7));
            _multipliers[i] = (short)((quantization[i] * scale + (1 << 11)) >> 12);
        }
    }

    /// <inheritdoc/>
    public override void Transform(ReadOnlySpan<short> block, int last, Span<byte> samples, int stride)
    {
        if (last == 0)
        {
            Fill(samples, stride, 8, Sample(((short)(block[0] * _multipliers[0])) >> FractionBits));
            return;
        }

        var rows = MemoryMarshal.Cast<short, Vector128<short>>(block);
        var multipliers = MemoryMarshal.Cast<short, Vector128<short>>(_multipliers.AsSpan());
        var v = new Rows(
            rows[0] * multipliers[0], rows[1] * multipliers[1], rows[2] * multipliers[2], rows[3] * multipliers[3],
            rows[4] * multipliers[4], rows[5] * multipliers[5], rows[6] * multipliers[6], rows[7] * multipliers[7]);
        v = Transposed(Transposed(v.Transform()).Transform());
        Store(v.R0, v.R1, samples, stride);
        Store(v.R2, v.R3, samples[(2 * stride)..], stride);
        Store(v.R4, v.R5, samples[(4 * stride)..], stride);
        Store(v.R6, v.R7, samples[(6 * stride)..], stride);
    }

    private static double Scale(int frequency) => frequency == 0 ? 1 : Math.Cos(frequency * Math.PI / 16) * Math.Sqrt(2);

    private static void Store(Vector128<short> first, Vector128<short> second, Span<byte> samples, int stride)
    {
        first = (first >> FractionBits) + Vector128.Create((short)128);
        second = (second >> FractionBits) + Vector128.Create((short)128);
        var zero = Vector128<short>.Zero;
        var most = Vector128.Create((short)255);
        var bytes = Vector128.Narrow(
            Vector128.Min(Vector128.Max(first, zero), most).AsUInt16(),
            Vector128.Min(Vector128.Max(second, zero), most).AsUInt16());
        bytes.GetLower().CopyTo(samples);
        bytes.GetUpper().CopyTo(samples[stride..]);
    }

    private static Rows Transposed(in Rows v)
    {
        var once = new Rows(Low(v.R0, v.R4), High(v.R0, v.R4), Low(v.R1, v.R5), High(v.R1, v.R5), Low(v.R2, v.R6), High(v.R2, v.R6), Low(v.R3, v.R7), High(v.R3, v.R7));
        var twice = new Rows(Low(once.R0, once.R4), High(once.R0, once.R4), Low(once.R1, once.R5), High(once.R1, once.R5),
            Low(once.R2, once.R6), High(once.R2, once.R6), Low(once.R3, once.R7), High(once.R3, once.R7));
        return new Rows(Low(twice.R0, twice.R4), High(twice.R0, twice.R4), Low(twice.R1, twice.R5), High(twice.R1, twice.R5),
            Low(twice.R2, twice.R6), High(twice.R2, twice.R6), Low(twice.R3, twice.R7), High(twice.R3, twice.R7));
    }

    private static Vector128<short> Low(Vector128<short> a, Vector128<short> b)
        => (Vector128.WidenLower(a.AsUInt16()) | (Vector128.WidenLower(b.AsUInt16()) << 16)).AsInt16();

    private static Vector128<short> High(Vector128<short> a, Vector128<short> b)
        => (Vector128.WidenUpper(a.AsUInt16()) | (Vector128.WidenUpper(b.AsUInt16()) << 16)).AsInt16();

    private static Vector128<short> Times(Vector128<short> value, short factor)
    {
        value <<= 16 - FactorShift - 8;
        var factors = Vector128.Create(factor);
        if (Sse2.IsSupported)
        {
            return Sse2.MultiplyHigh(value, factors);
        }

        var low = (Vector128.WidenLower(value) * Vector128.WidenLower(factors)) >> 16;
        var high = (Vector128.WidenUpper(value) * Vector128.WidenUpper(factors)) >> 16;
        return Vector128.Narrow(low, high);
    }

    private readonly struct Rows(
        Vector128<short> r0, Vector128<short> r1, Vector128<short> r2, Vector128<short> r3,
        Vector128<short> r4, Vector128<short> r5, Vector128<short> r6, Vector128<short> r7)
    {
        public readonly Vector128<short> R0 = r0;
        public readonly Vector128<short> R1 = r1;
        public readonly Vector128<short> R2 = r2;
        public readonly Vector128<short> R3 = r3;
        public readonly Vector128<short> R4 = r4;
        public readonly Vector128<short> R5 = r5;
        public readonly Vector128<short> R6 = r6;
        public readonly Vector128<short> R7 = r7;

        // The one-dimensional transform of every column.
        public Rows Transform()
        {
            var sum = R0 + R4;
            var difference = R0 - R4;
            var outer = R2 + R6;
            var inner = Times(R2 - R6, Root2) - outer;
            var (even0, even3, even1, even2) = (sum + outer, sum - outer, difference + inner, difference - inner);

            var (z13, z10, z11, z12) = (R5 + R3, R5 - R3, R1 + R7, R1 - R7);
            var odd7 = z11 + z13;
            var z5 = Times(z10 + z12, Factor1848);
            var odd6 = Times(z10, MinusFactor1613) - z10 + z5 - odd7;
            var odd5 = Times(z11 - z13, Root2) - odd6;
            var odd4 = Times(z12, Factor1082) - z5 + odd5;
            return new Rows(even0 + odd7, even1 + odd6, even2 + odd5, even3 - odd4, even3 + odd4, even2 - odd5, even1 - odd6, even0 - odd7);
        }
    }
}
