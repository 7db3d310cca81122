namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>Makes the components' samples of pixels, filled up to whole blocks by repeating the last column and row.</summary>
internal static class JpegEncodedPlanes
{
    /// <summary>A plane of luminance (0), blue difference (1) or red difference (2), or of gray.</summary>
    /// <param name="pixels">height × width × channels.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="component">Which component.</param>
    /// <param name="shrink">How many rows and columns a sample covers: 1 or 2.</param>
    /// <param name="blocksAcross">Blocks that the plane has across.</param>
    /// <param name="blocksDown">Blocks that it has down.</param>
    public static byte[] Create(ReadOnlySpan<byte> pixels, int height, int width, int channels, int component, int shrink, int blocksAcross, int blocksDown)
    {
        int planeWidth = blocksAcross * 8;
        var plane = new byte[checked(planeWidth * blocksDown * 8)];
        var rows = new byte[shrink * planeWidth * shrink];
        int used = (height + shrink - 1) / shrink;
        for (int y = 0; y < blocksDown * 8; y++)
        {
            var target = plane.AsSpan(y * planeWidth, planeWidth);
            if (y >= used)
            {
                plane.AsSpan((y - 1) * planeWidth, planeWidth).CopyTo(target);
                continue;
            }

            for (int i = 0; i < shrink; i++)
            {
                int source = Math.Min(y * shrink + i, height - 1);
                Convert(pixels.Slice(source * width * channels, width * channels), channels, component, rows.AsSpan(i * planeWidth * shrink, planeWidth * shrink));
            }

            if (shrink == 1)
            {
                rows.CopyTo(target);
            }
            else
            {
                Halve(rows.AsSpan(0, 2 * planeWidth), rows.AsSpan(2 * planeWidth), target);
            }
        }

        return plane;
    }

    private static void Convert(ReadOnlySpan<byte> pixels, int channels, int component, Span<byte> row)
    {
        int width = pixels.Length / channels;
        for (int x = 0; x < width; x++)
        {
            if (channels == 1)
            {
                row[x] = pixels[x];
                continue;
            }

            var (red, green, blue) = (pixels[3 * x], pixels[3 * x + 1], pixels[3 * x + 2]);
            row[x] = component switch
            {
                0 => JpegColors.Luminance(red, green, blue),
                1 => JpegColors.BlueDifference(red, green, blue),
                _ => JpegColors.RedDifference(red, green, blue),
            };
        }

        row[width..].Fill(row[width - 1]);
    }

    // The mean of four, rounded down and up in turn.
    private static void Halve(ReadOnlySpan<byte> upper, ReadOnlySpan<byte> lower, Span<byte> target)
    {
        for (int x = 0; x < target.Length; x++)
        {
            int bias = 1 + (x & 1);
            target[x] = (byte)((upper[2 * x] + upper[2 * x + 1] + lower[2 * x] + lower[2 * x + 1] + bias) >> 2);
        }
    }
}
