namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>The components' samples, from their room to the pixels made of them.</summary>
internal sealed class JpegPlanes
{
    private readonly JpegFrame _frame;
    private readonly JpegDecodeOptions _options;
    private readonly int _side;

    /// <summary>Works out the size of each component's blocks: where a smaller picture is asked for, coarser components keep more of theirs.</summary>
    public JpegPlanes(JpegFrame frame, JpegDecodeOptions options)
    {
        (_frame, _options, _side) = (frame, options, 8 / options.Ratio);
        foreach (var component in frame.Components)
        {
            int size = _side;
            while (size < 8 && frame.MostHorizontal * _side % (component.Horizontal * size * 2) == 0 && frame.MostVertical * _side % (component.Vertical * size * 2) == 0)
            {
                size *= 2;
            }

            component.BlockSize = size;
            component.Width = JpegFrame.DivideUp(frame.Width * component.Horizontal * size, 8 * frame.MostHorizontal);
            component.Height = JpegFrame.DivideUp(frame.Height * component.Vertical * size, 8 * frame.MostVertical);
        }
    }

    /// <summary>Makes room for the samples, gray, and for the coefficients of a progressive frame; gives a place for each component's transform.</summary>
    public JpegInverseDct?[] Allocate()
    {
        foreach (var component in _frame.Components)
        {
            long blocks = (long)component.PaddedBlocksAcross * component.PaddedBlocksDown;
            if (blocks * 64 > Array.MaxLength)
            {
                throw new CodecException($"Image too large: a component of the JPEG has {blocks} blocks.");
            }

            component.Samples = new byte[blocks * component.BlockSize * component.BlockSize];
            component.Samples.AsSpan().Fill(128);
            component.Coefficients = _frame.Progressive ? new short[blocks * 64] : [];
        }

        return new JpegInverseDct?[_frame.Components.Length];
    }

    /// <summary>Transforms the coefficients of a progressive frame. Components that no scan mentioned stay gray.</summary>
    public void Transform(JpegInverseDct?[] transforms, StopSignal? stop)
    {
        for (int i = 0; i < transforms.Length; i++)
        {
            var component = _frame.Components[i];
            if (transforms[i] is not { } transform)
            {
                continue;
            }

            int side = component.BlockSize;
            for (int y = 0; y < component.BlocksDown; y++)
            {
                stop?.ThrowIfRaised();
                for (int x = 0; x < component.BlocksAcross; x++)
                {
                    var block = component.Coefficients.AsSpan((y * component.PaddedBlocksAcross + x) * 64, 64);
                    int last = block[1..].ContainsAnyExcept((short)0) ? 63 : 0;
                    transform.Transform(block, last, component.Samples.AsSpan(y * side * component.Stride + x * side), component.Stride);
                }
            }
        }
    }

    /// <summary>The rows of the picture that <paramref name="mcus"/> rows of MCUs give; those at the lower end need what is below if they are smoothed.</summary>
    public int RowsOf(int mcus)
    {
        bool smoothed = _options.FancyUpscaling && _side > 1 && _frame.Components.Any(component => component.Vertical * component.BlockSize * 2 == _frame.MostVertical * _side);
        return Math.Max(0, mcus * _frame.MostVertical * _side - (smoothed ? _frame.MostVertical : 0));
    }

    /// <summary>Makes pixels of a part of the picture.</summary>
    public void Write(Span<byte> target, int top, int left, int height, int width, JpegPixels pixels, StopSignal? stop)
    {
        int unit = _side * _frame.MostHorizontal;
        int start = left / unit;
        var rows = new JpegUpsampler[pixels.ComponentsNeeded];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = Upsampler(_frame.Components[i], start, left + width - start * unit);
        }

        int skipped = left - start * unit;
        int rowLength = width * pixels.Channels;
        var scratch = pixels.Colors == JpegColorSpace.Ycck ? new byte[3 * width] : [];
        for (int y = 0; y < height; y++)
        {
            stop?.ThrowIfRaised();
            var c0 = rows[0].Row(top + y).Slice(skipped, width);
            var c1 = rows.Length > 1 ? rows[1].Row(top + y).Slice(skipped, width) : default;
            var c2 = rows.Length > 2 ? rows[2].Row(top + y).Slice(skipped, width) : default;
            var c3 = rows.Length > 3 ? rows[3].Row(top + y).Slice(skipped, width) : default;
            pixels.Write(c0, c1, c2, c3, scratch, target.Slice(y * rowLength, rowLength));
        }
    }

    private JpegUpsampler Upsampler(JpegComponent component, int startUnit, int width)
    {
        // The samples that an MCU has of the component, across and down, and the pixels.
        var (ownAcross, ownDown) = (component.Horizontal * component.BlockSize, component.Vertical * component.BlockSize);
        var (across, down) = (_frame.MostHorizontal * _side, _frame.MostVertical * _side);
        if (across % ownAcross != 0 || down % ownDown != 0)
        {
            throw new CodecException($"A component of the JPEG has {ownAcross} by {ownDown} samples where the picture has {across} by {down}; only whole ratios can be read.");
        }

        int samples = JpegFrame.DivideUp(width * ownAcross, across);
        return new JpegUpsampler(component, across / ownAcross, down / ownDown, _options.FancyUpscaling && _side > 1, startUnit * ownAcross, samples);
    }
}
