namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>The second bytes of the markers of ITU-T T.81, table B.1, that are read or written.</summary>
internal static class JpegMarker
{
    public const byte Temporary = 0x01;
    public const byte BaselineFrame = 0xc0;
    public const byte ExtendedFrame = 0xc1;
    public const byte ProgressiveFrame = 0xc2;
    public const byte HuffmanTables = 0xc4;
    public const byte ArithmeticConditions = 0xcc;
    public const byte LastFrame = 0xcf;
    public const byte FirstRestart = 0xd0;
    public const byte LastRestart = 0xd7;
    public const byte StartOfImage = 0xd8;
    public const byte EndOfImage = 0xd9;
    public const byte StartOfScan = 0xda;
    public const byte QuantizationTables = 0xdb;
    public const byte RestartInterval = 0xdd;
    public const byte Application0 = 0xe0;
    public const byte Application1 = 0xe1;
    public const byte Application14 = 0xee;

    /// <summary>Whether the marker stands alone, without a length.</summary>
    public static bool StandsAlone(byte marker) => marker is Temporary or (>= FirstRestart and <= EndOfImage);
}
