using TypedModels.Engine.Kernels.Elementwise;

namespace TypedModels.Engine.Kernels.Casting;

/// <summary>
/// How elements of one type become elements of another: types that .NET computes with are converted to each other; all others are first decoded to one of those, or encoded from
/// one at the end.
/// </summary>
internal readonly struct CastPlan
{
    private CastPlan(DataType from, DataType decoded, DataType encoded, DataType to, bool truncates)
    {
        FromSize = DataTypes.SizeOf(from);
        ToSize = DataTypes.SizeOf(to);
        DecodedSize = DataTypes.SizeOf(decoded);
        Decoder = ElementEncodings.Decoder(from, decoded);
        Conversion = decoded == encoded ? null : NumberConversions.Of(decoded, encoded);
        Encoder = ElementEncodings.Encoder(encoded, to);
        LostBits = truncates && FractionBits(decoded) > FractionBits(to) && FractionBits(to) > 0 ? FractionBits(decoded) - FractionBits(to) : 0;
    }

    /// <summary>The size of an element.</summary>
    public int FromSize { get; }

    /// <summary>The size of a decoded element.</summary>
    public int DecodedSize { get; }

    /// <summary>The size of a result.</summary>
    public int ToSize { get; }

    /// <summary>The first stage, where one is needed.</summary>
    public ElementFunction? Decoder { get; }

    /// <summary>How many bits of a decoded fraction are cleared, so that it is cut off instead of rounded.</summary>
    public int LostBits { get; }

    /// <summary>The second stage, where one is needed.</summary>
    public ElementFunction? Conversion { get; }

    /// <summary>The last stage, where one is needed.</summary>
    public ElementFunction? Encoder { get; }

    /// <summary>Whether elements stay as they are.</summary>
    public bool KeepsElements => StageCount == 0;

    /// <summary>Whether there is one stage alone.</summary>
    public bool IsOneStage => StageCount == 1 && LostBits == 0;

    /// <summary>The first stage that is needed.</summary>
    public ElementFunction First => Decoder ?? Conversion ?? Encoder!.Value;

    private int StageCount => (Decoder is null ? 0 : 1) + (Conversion is null ? 0 : 1) + (Encoder is null ? 0 : 1);

    /// <summary>Works out the stages.</summary>
    public static CastPlan Of(DataType from, DataType to, bool truncates)
    {
        // A complex number becomes a complex one whole; everything else is made of its real part.
        if (IsComplex(from) && IsComplex(to))
        {
            return new CastPlan(from, from == to ? from : DataType.Complex128, from == to ? from : DataType.Complex128, to, false);
        }

        var decoded = Carrier(from);
        return from == to ? new CastPlan(decoded, decoded, decoded, decoded, truncates: false) : new CastPlan(from, decoded, to == DataType.Bool ? decoded : Carrier(to), to, truncates);
    }

    private static DataType Carrier(DataType type) => type switch
    {
        DataType.Half or DataType.BFloat16 or DataType.Float8E5M2 or DataType.Float8E4M3FN or DataType.Complex64 => DataType.Float,
        DataType.Complex128 => DataType.Double,
        DataType.Int4 or DataType.QInt8 => DataType.Int8,
        DataType.UInt4 or DataType.Bool or DataType.QUInt8 => DataType.UInt8,
        DataType.QInt16 => DataType.Int16,
        DataType.QUInt16 => DataType.UInt16,
        DataType.QInt32 => DataType.Int32,
        _ => type,
    };

    private static bool IsComplex(DataType type) => type is DataType.Complex64 or DataType.Complex128;

    private static int FractionBits(DataType type) => type switch
    {
        DataType.Double or DataType.Complex128 => 52,
        DataType.Float or DataType.Complex64 => 23,
        DataType.Half => 10,
        DataType.BFloat16 => 7,
        DataType.Float8E4M3FN => 3,
        DataType.Float8E5M2 => 2,
        _ => 0,
    };
}
