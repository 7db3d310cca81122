namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>
/// Reads a JPEG (ITU-T T.81): baseline, extended and progressive Huffman frames of 8 bits. Construction reads up to the first scan, so that the caller can make room; <c>Decode</c> reads the pixels.
/// </summary>
internal ref struct JpegDecoder
{
    private const int MostScans = 100;

    // A block takes at least one bit of a whole file; files that are cut short may have as little as this share of it.
    private const long MostBlocksPerByte = 512;

    private readonly JpegDecodeOptions _options;
    private readonly JpegTables _tables = new();
    private readonly JpegFrame _frame;
    private readonly JpegColorSpace _colors;
    private JpegBits _bits;
    private JpegScan? _scan;

    /// <summary>Reads what stands before the pixels.</summary>
    /// <exception cref="CodecException">The data are not a JPEG that can be read, or have too many pixels.</exception>
    public JpegDecoder(ReadOnlySpan<byte> data, JpegDecodeOptions options)
    {
        _options = options;
        if (data is not [0xff, JpegMarker.StartOfImage, ..])
        {
            throw new CodecException("The data do not begin like a JPEG.");
        }

        _bits = new JpegBits(data[2..], options.RecoverTruncated);
        _scan = ReadUntilScan(ref _bits, _tables, ref _frame!);
        if (_scan is null)
        {
            throw new CodecException("The JPEG has no picture.");
        }

        _colors = JpegColors.Guess(_frame, _tables);
        Channels = options.Channels == 0 ? Math.Min(_frame.Components.Length, 3) : options.Channels;
        if (Channels == 1 && _colors is JpegColorSpace.Cmyk or JpegColorSpace.Ycck)
        {
            throw new CodecException("A JPEG of four inks cannot be decoded to gray.");
        }

        Width = JpegFrame.DivideUp(_frame.Width, options.Ratio);
        Height = JpegFrame.DivideUp(_frame.Height, options.Ratio);
        if ((long)Width * Height * _frame.Components.Length >= ImageFormats.MostPixels)
        {
            throw new CodecException($"Image too large: {Width} by {Height} pixels with {_frame.Components.Length} components");
        }

        if (_frame.Blocks > (data.Length + 64) * MostBlocksPerByte)
        {
            throw new CodecException($"The JPEG is {_frame.Width} by {_frame.Height} pixels, more than its {data.Length} bytes can hold.");
        }
    }

    /// <summary>Rows of the decoded picture.</summary>
    public int Height { get; }

    /// <summary>Columns of the decoded picture.</summary>
    public int Width { get; }

    /// <summary>Channels that are decoded, 1 or 3.</summary>
    public int Channels { get; }

    /// <summary>The components that the file has.</summary>
    public readonly int Components => _frame.Components.Length;

    /// <summary>The bytes that decoding takes beside the target.</summary>
    public readonly long WorkingBytes => _frame.Blocks * 64 * (_frame.Progressive ? 1 + sizeof(short) : 1);

    /// <summary>Decodes the whole picture; <paramref name="target"/> holds height × width × channels.</summary>
    /// <exception cref="CodecException">The pixels cannot be read.</exception>
    public void Decode(Span<byte> target, StopSignal? stop = null) => Decode(target, 0, 0, Height, Width, stop);

    /// <summary>Decodes a part of the picture, as a decoder that begins at the MCU left of it: smoothed colours know nothing of what is beyond.</summary>
    /// <exception cref="CodecException">The pixels cannot be read.</exception>
    public void Decode(Span<byte> target, int top, int left, int height, int width, StopSignal? stop = null)
    {
        if (top < 0 || left < 0 || height <= 0 || width <= 0 || top > Height - height || left > Width - width)
        {
            throw new CodecException($"Invalid crop window: x={left}, y={top}, w={width}, h={height} for image_width: {Width} and image_height: {Height}");
        }

        var planes = new JpegPlanes(_frame, _options);
        var transforms = planes.Allocate();
        int readable = Math.Clamp(DecodeScans(planes, transforms, stop) - top, 0, height);
        if (readable < height && readable / (float)height < Math.Min(1, _options.AcceptableFraction))
        {
            throw new CodecException($"The JPEG ends too early: {readable} of {height} rows are there.");
        }

        int rowLength = width * Channels;
        planes.Write(target, top, left, readable, width, new JpegPixels(_colors, Channels, _tables.AdobeTransform is not null), stop);
        target[(readable * rowLength)..(height * rowLength)].Clear();
    }

    // Gives the rows of the picture that are there.
    private int DecodeScans(JpegPlanes planes, JpegInverseDct?[] transforms, StopSignal? stop)
    {
        bool many = _frame.Progressive || _scan!.Components.Length < _frame.Components.Length;
        var frame = _frame;
        for (int scans = 0; _scan is { } scan; scans++)
        {
            if (scans == MostScans || (scans > 0 && !many))
            {
                throw new CodecException($"The JPEG has more than {scans} scans.");
            }

            var own = new JpegInverseDct[scan.Components.Length];
            for (int i = 0; i < own.Length; i++)
            {
                int index = Array.IndexOf(frame.Components, scan.Components[i]);
                own[i] = transforms[index] ??= JpegInverseDct.Create(scan.Components[i].BlockSize, scan.Components[i].Quantization, _options.Transform);
            }

            int whole = new JpegScanDecoder(frame, scan, own, _tables.RestartInterval).Decode(ref _bits, stop);
            if (_bits.Truncated && !_options.RecoverTruncated)
            {
                return !many ? planes.RowsOf(whole) : throw new CodecException("The JPEG ends too early.");
            }

            _scan = ReadUntilScan(ref _bits, _tables, ref frame);
        }

        if (frame.Progressive)
        {
            planes.Transform(transforms, stop);
        }

        return Height;
    }

    // Reads segments up to a scan, or to the end: null.
    private static JpegScan? ReadUntilScan(ref JpegBits bits, JpegTables tables, ref JpegFrame frame)
    {
        while (true)
        {
            byte marker = bits.NextMarker();
            if (marker == JpegMarker.EndOfImage)
            {
                return null;
            }

            if (marker == JpegMarker.StartOfImage)
            {
                throw new CodecException("The JPEG begins twice.");
            }

            if (JpegMarker.StandsAlone(marker))
            {
                continue;
            }

            var segment = bits.ReadSegment(marker);
            if (marker == JpegMarker.StartOfScan)
            {
                return frame is null ? throw new CodecException("The JPEG has a scan before its frame.") : JpegScan.Read(frame, tables, segment);
            }

            if (marker is >= JpegMarker.BaselineFrame and <= JpegMarker.LastFrame and not (JpegMarker.HuffmanTables or JpegMarker.ArithmeticConditions))
            {
                frame = frame is null ? JpegFrame.Read(marker, segment) : throw new CodecException("The JPEG has two frames.");
                continue;
            }

            tables.Read(marker, segment);
        }
    }
}
