namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>What a scan header says (ITU-T T.81, B.2.3).</summary>
internal sealed record JpegScan(JpegComponent[] Components, int First, int Last, int HighBit, int LowBit)
{
    private const int MostBlocksOfMcu = 10;

    /// <summary>Reads the segment, and gives its components the tables that it names.</summary>
    /// <exception cref="CodecException">It is malformed, or names what the file does not have.</exception>
    public static JpegScan Read(JpegFrame frame, JpegTables tables, ReadOnlySpan<byte> data)
    {
        int count = data.IsEmpty ? 0 : data[0];
        if (count is 0 or > 4 || data.Length != 4 + 2 * count)
        {
            throw new CodecException($"A scan header of the JPEG has {data.Length} bytes for {count} components.");
        }

        var selection = data.Slice(1 + 2 * count, 3);
        var (first, last, high, low) = (selection[0], selection[1], selection[2] >> 4, selection[2] & 15);
        if (frame.Progressive && !ProgressionAllowed(count, first, last, high, low))
        {
            throw new CodecException($"A scan of the JPEG has coefficients {first} to {last} with bits {high} to {low}, which a progressive frame does not have.");
        }

        var components = new JpegComponent[count];
        for (int i = 0; i < count; i++)
        {
            byte id = data[1 + 2 * i];
            var component = Array.Find(frame.Components, candidate => candidate.Id == id && !components.Contains(candidate))
                ?? throw new CodecException($"A scan of the JPEG has component {id}, which its frame does not have.");
            byte index = data[2 + 2 * i];
            bool needsDc = !frame.Progressive || (first == 0 && high == 0);
            component.Dc = needsDc ? tables.Dc(index >> 4) : null;
            component.Ac = !frame.Progressive || first > 0 ? tables.Ac(index & 15) : null;
            component.Quantization ??= tables.Quantization(component.QuantizationIndex);
            components[i] = component;
        }

        if (count > 1 && components.Sum(component => component.Horizontal * component.Vertical) > MostBlocksOfMcu)
        {
            throw new CodecException("A scan of the JPEG has more than 10 blocks in an MCU.");
        }

        return frame.Progressive ? new JpegScan(components, first, last, high, low) : new JpegScan(components, 0, 63, 0, 0);
    }

    private static bool ProgressionAllowed(int components, int first, int last, int high, int low)
        => (first == 0 ? last == 0 : first <= last && last < 64 && components == 1) && low <= 13 && (high == 0 || high - 1 == low);
}
