namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>One scan to be written.</summary>
/// <param name="Components">The components.</param>
/// <param name="First">The first coefficient.</param>
/// <param name="Last">The last coefficient.</param>
/// <param name="HighBit">The bit that the scan before went down to, 0 for none.</param>
/// <param name="LowBit">The bit that this one goes down to.</param>
internal readonly record struct JpegEncodedScan(int[] Components, int First, int Last, int HighBit, int LowBit)
{
    /// <summary>The scans of a file; the progressive ones are those of libjpeg: means first, then luminance roughly, colours, and two refinements.</summary>
    public static JpegEncodedScan[] Script(int components, bool progressive)
    {
        int[] all = [.. Enumerable.Range(0, components)];
        if (!progressive)
        {
            return [new(all, 0, 63, 0, 0)];
        }

        return components == 1
            ? [new(all, 0, 0, 0, 1), new([0], 1, 5, 0, 2), new([0], 6, 63, 0, 2), new([0], 1, 63, 2, 1), new(all, 0, 0, 1, 0), new([0], 1, 63, 1, 0)]
            :
            [
                new(all, 0, 0, 0, 1), new([0], 1, 5, 0, 2), new([2], 1, 63, 0, 1), new([1], 1, 63, 0, 1), new([0], 6, 63, 0, 2),
                new([0], 1, 63, 2, 1), new(all, 0, 0, 1, 0), new([2], 1, 63, 1, 0), new([1], 1, 63, 1, 0), new([0], 1, 63, 1, 0),
            ];
    }
}
