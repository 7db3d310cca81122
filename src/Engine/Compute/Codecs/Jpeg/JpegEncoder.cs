using System.Buffers.Binary;

namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>Writes a JPEG, gray or YCbCr, baseline or progressive: byte for byte what libjpeg writes with the same options.</summary>
internal sealed class JpegEncoder : IDisposable
{
    private const int LargestSide = 65500;

    private readonly MemoryStream _file = new();
    private readonly JpegEncodeOptions _options;
    private readonly JpegEncodedComponent[] _components;
    private readonly JpegEntropyWriter _writer;
    private readonly int _height;
    private readonly int _width;
    private readonly int _mcusAcross;
    private readonly int _mcusDown;

    private JpegEncoder(int height, int width, int channels, JpegEncodeOptions options)
    {
        (_height, _width, _options) = (height, width, options);
        _writer = new JpegEntropyWriter(_file);
        int most = channels == 3 && options.ChromaDownsampling ? 2 : 1;
        _mcusAcross = JpegFrame.DivideUp(width, 8 * most);
        _mcusDown = JpegFrame.DivideUp(height, 8 * most);
        _components = new JpegEncodedComponent[channels];
        for (int i = 0; i < channels; i++)
        {
            int sampling = i == 0 ? most : 1;
            var quantization = Quantization(i == 0 ? JpegStandardTables.LuminanceQuantization : JpegStandardTables.ChrominanceQuantization, options.Quality);
            _components[i] = new JpegEncodedComponent(
                sampling, Math.Min(i, 1), quantization, JpegFrame.DivideUp(width * sampling, 8 * most), JpegFrame.DivideUp(height * sampling, 8 * most), _mcusAcross * sampling, _mcusDown * sampling);
        }
    }

    /// <summary>About the bytes that encoding takes: samples, coefficients and the file.</summary>
    public static long WorkingBytes(int height, int width, int channels) => ((height + 15L) & ~15) * ((width + 15L) & ~15) * channels * (1 + sizeof(short) + 1);

    /// <summary>Encodes a picture.</summary>
    /// <param name="pixels">height × width × channels.</param>
    /// <param name="height">Rows, at least one.</param>
    /// <param name="width">Columns, at least one.</param>
    /// <param name="channels">1 for gray, 3 for RGB.</param>
    /// <param name="options">How.</param>
    /// <param name="stop">Whether the work should end.</param>
    /// <exception cref="CodecException">The picture or its metadata are too large for the format.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int height, int width, int channels, JpegEncodeOptions options, StopSignal? stop = null)
    {
        if (height is <= 0 or > LargestSide || width is <= 0 or > LargestSide || (long)height * width >= ImageFormats.MostPixels)
        {
            throw new CodecException($"A JPEG cannot have {width} by {height} pixels.");
        }

        using var encoder = new JpegEncoder(height, width, channels, options);
        int most = encoder._components[0].Sampling;
        for (int i = 0; i < channels; i++)
        {
            var component = encoder._components[i];
            component.Transform(JpegEncodedPlanes.Create(pixels, height, width, channels, i, most / component.Sampling, component.BlocksAcross, component.BlocksDown), stop);
        }

        encoder.Write(stop);
        return encoder._file.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static ushort[] Quantization(ReadOnlySpan<byte> basic, int quality)
    {
        quality = Math.Clamp(quality, 1, 100);
        int scale = quality < 50 ? 5000 / quality : 200 - quality * 2;
        var table = new ushort[64];
        for (int i = 0; i < 64; i++)
        {
            table[i] = (ushort)Math.Clamp((basic[i] * scale + 50) / 100, 1, 255);
        }

        return table;
    }

    private void Write(StopSignal? stop)
    {
        _file.Write([0xff, JpegMarker.StartOfImage]);
        Segment(JpegMarker.Application0, [
            .. "JFIF\0"u8, 1, 1, _options.DensityUnit, (byte)(_options.DensityAcross >> 8), (byte)_options.DensityAcross, (byte)(_options.DensityDown >> 8), (byte)_options.DensityDown, 0, 0]);
        if (!_options.Metadata.IsEmpty)
        {
            Segment(JpegMarker.Application1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. _options.Metadata.Span]);
        }

        WriteFrame();
        foreach (var scan in JpegEncodedScan.Script(_components.Length, _options.Progressive))
        {
            WriteScan(scan, stop);
        }

        _file.Write([0xff, JpegMarker.EndOfImage]);
    }

    private void WriteFrame()
    {
        Span<byte> table = stackalloc byte[65];
        for (int i = 0; i < Math.Min(_components.Length, 2); i++)
        {
            table[0] = (byte)i;
            for (int k = 0; k < 64; k++)
            {
                table[1 + k] = (byte)_components[i].Quantization[JpegZigzag.Natural[k]];
            }

            Segment(JpegMarker.QuantizationTables, table);
        }

        Span<byte> frame = stackalloc byte[6 + 3 * _components.Length];
        frame[0] = 8;
        BinaryPrimitives.WriteUInt16BigEndian(frame[1..], (ushort)_height);
        BinaryPrimitives.WriteUInt16BigEndian(frame[3..], (ushort)_width);
        frame[5] = (byte)_components.Length;
        for (int i = 0; i < _components.Length; i++)
        {
            frame[6 + 3 * i] = (byte)(i + 1);
            frame[7 + 3 * i] = (byte)(_components[i].Sampling * 0x11);
            frame[8 + 3 * i] = (byte)_components[i].Tables;
        }

        Segment(_options.Progressive ? JpegMarker.ProgressiveFrame : JpegMarker.BaselineFrame, frame);
    }

    private void WriteScan(JpegEncodedScan scan, StopSignal? stop)
    {
        bool optimize = _options.OptimizeSize || _options.Progressive;
        if (optimize)
        {
            _writer.Counts = true;
            new JpegScanEncoder(_components, scan, _writer).Encode(_mcusAcross, _mcusDown, stop);
            _writer.Counts = false;
        }

        foreach (int index in scan.Components.Select(component => _components[component].Tables).Distinct())
        {
            if (scan.First == 0 && scan.HighBit == 0)
            {
                WriteTable(ac: false, index, optimize, index == 0 ? JpegStandardTables.LuminanceDc : JpegStandardTables.ChrominanceDc);
            }

            if (scan.Last > 0)
            {
                WriteTable(ac: true, index, optimize, index == 0 ? JpegStandardTables.LuminanceAc : JpegStandardTables.ChrominanceAc);
            }
        }

        Span<byte> header = stackalloc byte[4 + 2 * scan.Components.Length];
        header[0] = (byte)scan.Components.Length;
        for (int i = 0; i < scan.Components.Length; i++)
        {
            int tables = _components[scan.Components[i]].Tables;
            bool dc = scan.First == 0 && scan.HighBit == 0;
            header[1 + 2 * i] = (byte)(scan.Components[i] + 1);
            header[2 + 2 * i] = (byte)((dc ? tables << 4 : 0) | (scan.Last > 0 ? tables : 0));
        }

        header[^3] = (byte)scan.First;
        header[^2] = (byte)scan.Last;
        header[^1] = (byte)(scan.HighBit << 4 | scan.LowBit);
        Segment(JpegMarker.StartOfScan, header);
        new JpegScanEncoder(_components, scan, _writer).Encode(_mcusAcross, _mcusDown, stop);
        _writer.Flush();
    }

    private void WriteTable(bool ac, int index, bool optimize, JpegHuffmanSpec standard)
    {
        int table = JpegEntropyWriter.Table(ac, index);
        var spec = optimize ? _writer.Optimize(table) : standard;
        _writer.Use(table, new JpegHuffmanEncoder(spec));
        Segment(JpegMarker.HuffmanTables, [(byte)((ac ? 0x10 : 0) | index), .. spec.Counts, .. spec.Symbols]);
    }

    private void Segment(byte marker, ReadOnlySpan<byte> data)
    {
        int length = data.Length + 2;
        if (length > ushort.MaxValue)
        {
            throw new CodecException($"A segment of a JPEG cannot hold {data.Length} bytes.");
        }

        _file.Write([0xff, marker, (byte)(length >> 8), (byte)length]);
        _file.Write(data);
    }
}
