using System.Buffers.Binary;

namespace TypedModels.Engine.Compute.Codecs.Bmp;

/// <summary>Reads an uncompressed Windows bitmap of 8, 24 or 32 bits a pixel as TensorFlow's DecodeBmp does: no palette, rows bottom-up unless the height is negative.</summary>
internal readonly ref struct BmpDecoder
{
    private const int SmallestFile = 32;

    private readonly ReadOnlySpan<byte> _pixels;
    private readonly int _ownChannels;
    private readonly int _rowBytes;
    private readonly bool _topDown;

    /// <summary>Reads the header.</summary>
    /// <param name="data">The file.</param>
    /// <param name="channels">The channels to decode to, 3 or 4; 0 = those of the file.</param>
    /// <exception cref="CodecException">The data are not a bitmap that can be read.</exception>
    public BmpDecoder(ReadOnlySpan<byte> data, int channels)
    {
        if (data.Length < SmallestFile)
        {
            throw new CodecException($"Incomplete bmp content, requires at least 32 bytes to find the header size, width, height, and bpp, got {data.Length} bytes");
        }

        int start = BinaryPrimitives.ReadInt32LittleEndian(data[10..]);
        int width = BinaryPrimitives.ReadInt32LittleEndian(data[18..]);
        int height = BinaryPrimitives.ReadInt32LittleEndian(data[22..]);
        _ownChannels = BinaryPrimitives.ReadInt16LittleEndian(data[28..]) / 8;
        if (_ownChannels is not (1 or 3 or 4))
        {
            throw new CodecException($"Number of channels inherent in the image must be 1, 3 or 4, was {_ownChannels}");
        }

        Channels = channels == 0 ? _ownChannels : channels;
        Check(width, height, start);
        Width = width;
        Height = Math.Abs(height);
        _topDown = height < 0;
        long rowBytes = ((long)_ownChannels * width + 3) / 4 * 4;
        long difference = data.Length - start - rowBytes * Height;
        if (difference != 0)
        {
            throw new CodecException($"Input size should match (header_size + row_size * abs_height) but they differ by {difference}");
        }

        _rowBytes = (int)rowBytes;
        _pixels = data[start..];
    }

    /// <summary>Rows of the picture.</summary>
    public int Height { get; }

    /// <summary>Columns of the picture.</summary>
    public int Width { get; }

    /// <summary>Channels that are decoded.</summary>
    public int Channels { get; }

    /// <summary>Decodes to <paramref name="target"/>, which holds height × width × channels.</summary>
    public void Decode(Span<byte> target, StopSignal? stop = null)
    {
        for (int y = 0; y < Height; y++)
        {
            stop?.ThrowIfRaised();
            var row = _pixels.Slice((_topDown ? y : Height - 1 - y) * _rowBytes, _rowBytes);
            DecodeRow(row, target.Slice(y * Width * Channels, Width * Channels));
        }
    }

    private static void Check(int width, int height, int start)
    {
        if (width <= 0)
        {
            throw new CodecException($"Width must be positive, got {width}");
        }

        if (height is 0 or int.MinValue)
        {
            throw new CodecException($"Height must be nonzero, got {height}");
        }

        if (start < 0)
        {
            throw new CodecException($"header size must be nonnegative, got {start}");
        }

        if ((long)width * Math.Abs(height) >= int.MaxValue / 8)
        {
            throw new CodecException($"Total possible pixel bytes must be less than 2^30, got {width} by {Math.Abs(height)} pixels");
        }
    }

    // The file holds blue, green, red and alpha; a gray pixel becomes each colour, and what has no alpha is opaque.
    private void DecodeRow(ReadOnlySpan<byte> row, Span<byte> target)
    {
        for (int x = 0; x < Width; x++)
        {
            var own = row.Slice(x * _ownChannels, _ownChannels);
            var pixel = target.Slice(x * Channels, Channels);
            if (own.Length == 1)
            {
                pixel.Fill(own[0]);
                if (pixel.Length == 4)
                {
                    pixel[3] = byte.MaxValue;
                }

                continue;
            }

            pixel[0] = own[2];
            pixel[1] = own[1];
            pixel[2] = own[0];
            if (pixel.Length == 4)
            {
                pixel[3] = own.Length == 4 ? own[3] : byte.MaxValue;
            }
        }
    }
}
