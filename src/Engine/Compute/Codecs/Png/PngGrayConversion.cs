namespace TypedModels.Engine.Compute.Codecs.Png;

/// <summary>
/// Makes gray of colour as TensorFlow does: 0.299 red, 0.587 green, the rest blue, in 15 bits; on linear values where the file says its gamma (chunks gAMA and sRGB), as libpng defines it.
/// </summary>
internal sealed class PngGrayConversion
{
    /// <summary>The gamma of sRGB in a file's unit.</summary>
    public const int StandardGamma = 45455;

    private const int Unit = 100_000;
    private const int Insignificant = 5_000;
    private const int Red = 9797;
    private const int Green = 19234;
    private const int Blue = (1 << 15) - Red - Green;

    private readonly bool _wide;
    private readonly int _shift;
    private readonly ushort[]? _toLinear;
    private readonly ushort[]? _fromLinear;

    /// <summary>Prepares the conversion.</summary>
    /// <param name="wide">Whether the samples have 16 bits.</param>
    /// <param name="narrowed">Whether 16 bits become 8 afterwards, for which coarser tables are defined.</param>
    /// <param name="significantBits">The bits that carry meaning (chunk sBIT), 0 where unknown.</param>
    /// <param name="gamma">The file's gamma in 1/100000, 0 where unknown.</param>
    public PngGrayConversion(bool wide, bool narrowed, int significantBits, int gamma)
    {
        _wide = wide;
        if (gamma <= 0 || Math.Abs(gamma - Unit) <= Insignificant)
        {
            return;
        }

        int shift = significantBits is > 0 and < 16 ? 16 - significantBits : 0;
        _shift = !wide ? 0 : Math.Min(8, narrowed ? Math.Max(5, shift) : shift);
        int reciprocal = Reciprocal(gamma);
        _toLinear = Table(reciprocal);
        _fromLinear = Table(Reciprocal(reciprocal));
    }

    /// <summary>The gray of a colour, of as many bits as its samples.</summary>
    public int Gray(int red, int green, int blue)
    {
        if (red == green && green == blue)
        {
            return red;
        }

        if (_toLinear is null || _fromLinear is null)
        {
            return (Red * red + Green * green + Blue * blue + (_wide ? 1 << 14 : 0)) >> 15;
        }

        int linear = (Red * _toLinear[red >> _shift] + Green * _toLinear[green >> _shift] + Blue * _toLinear[blue >> _shift] + (1 << 14)) >> 15;
        return _fromLinear[linear >> _shift];
    }

    private static int Reciprocal(int gamma) => (int)Math.Min(int.MaxValue, Math.Floor(1e10 / gamma + 0.5));

    private ushort[] Table(int gamma)
    {
        int largest = _wide ? ushort.MaxValue : byte.MaxValue;
        var table = new ushort[(largest >> _shift) + 1];
        double power = gamma / (double)Unit;
        for (int i = 0; i < table.Length; i++)
        {
            table[i] = (ushort)Math.Floor(largest * Math.Pow(i / (double)(table.Length - 1), power) + 0.5);
        }

        return table;
    }
}
