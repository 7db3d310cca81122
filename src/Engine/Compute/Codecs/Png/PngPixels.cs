using System.Buffers.Binary;

namespace TypedModels.Engine.Compute.Codecs.Png;

/// <summary>Makes rows of the file into pixels of 1 to 4 channels and 8 or 16 bits, as TensorFlow's DecodePng does.</summary>
internal sealed class PngPixels
{
    private readonly PngHeader _header;
    private readonly PngMetadata _metadata;
    private readonly PngGrayConversion? _gray;
    private readonly int _filler;
    private readonly bool _direct;

    /// <summary>Prepares the conversion to <paramref name="channels"/> channels.</summary>
    public PngPixels(in PngHeader header, PngMetadata metadata, int channels, bool wide)
    {
        (_header, _metadata, Channels) = (header, metadata, channels);
        bool deep = header.BitDepth == 16;
        // An opaque pixel is 2^bits - 1 of the bits in the file, also where a narrow sample has been widened to 8 bits: TensorFlow's definition.
        _filler = (1 << header.BitDepth) - 1;
        _direct = !wide && header.BitDepth == 8 && header.Color != PngColorType.Palette && header.Samples == channels;
        if (channels < 3 && !header.IsGray)
        {
            _gray = new PngGrayConversion(deep, deep && !wide, metadata.SignificantBits, metadata.Gamma);
        }
    }

    /// <summary>The channels of a pixel written.</summary>
    public int Channels { get; }

    /// <summary>Writes a row to every <paramref name="step"/>th pixel of <paramref name="target"/>, in bytes.</summary>
    public void Convert(ReadOnlySpan<byte> row, int count, Span<byte> target, int first, int step)
    {
        if (_direct && step == 1)
        {
            row[..(count * Channels)].CopyTo(target[(first * Channels)..]);
            return;
        }

        int shift = _header.BitDepth == 16 ? 8 : 0;
        Span<int> pixel = stackalloc int[4];
        for (int i = 0; i < count; i++)
        {
            Read(row, i, pixel);
            int at = (first + i * step) * Channels;
            for (int c = 0; c < Channels; c++)
            {
                target[at + c] = (byte)(pixel[c] >> shift);
            }
        }
    }

    /// <summary>Writes a row to every <paramref name="step"/>th pixel of <paramref name="target"/>, in 16 bits.</summary>
    public void Convert(ReadOnlySpan<byte> row, int count, Span<ushort> target, int first, int step)
    {
        int factor = _header.BitDepth == 16 ? 1 : 257;
        Span<int> pixel = stackalloc int[4];
        for (int i = 0; i < count; i++)
        {
            Read(row, i, pixel);
            int at = (first + i * step) * Channels;
            for (int c = 0; c < Channels; c++)
            {
                target[at + c] = (ushort)(pixel[c] * factor);
            }
        }
    }

    private void Read(ReadOnlySpan<byte> row, int index, Span<int> pixel)
    {
        int samples = _header.Samples;
        int alpha = _filler;
        int first = Sample(row, index * samples);
        if (_header.Color == PngColorType.Palette)
        {
            var color = _metadata.Palette.AsSpan(first * 3, 3);
            alpha = _metadata.PaletteAlpha is { } alphas ? alphas[first] : alpha;
            Write(pixel, color[0], color[1], color[2], alpha);
            return;
        }

        int opaque = _header.BitDepth == 16 ? ushort.MaxValue : byte.MaxValue;
        if (_header.IsGray)
        {
            alpha = _header.HasAlpha ? Sample(row, index * samples + 1)
                : _metadata.Transparent is { } hidden ? first == hidden[0] ? 0 : opaque : alpha;
            int gray = _header.BitDepth < 8 ? first * (255 / ((1 << _header.BitDepth) - 1)) : first;
            pixel[0] = gray;
            pixel[1] = Channels == 2 ? alpha : gray;
            pixel[2] = gray;
            pixel[3] = alpha;
            return;
        }

        var (green, blue) = (Sample(row, index * samples + 1), Sample(row, index * samples + 2));
        if (_header.HasAlpha)
        {
            alpha = Sample(row, index * samples + 3);
        }
        else if (_metadata.Transparent is { } hidden)
        {
            alpha = first == hidden[0] && green == hidden[1] && blue == hidden[2] ? 0 : opaque;
        }

        Write(pixel, first, green, blue, alpha);
    }

    private void Write(Span<int> pixel, int red, int green, int blue, int alpha)
    {
        if (_gray is not null)
        {
            pixel[0] = _gray.Gray(red, green, blue);
            pixel[1] = alpha;
            return;
        }

        pixel[0] = red;
        pixel[1] = green;
        pixel[2] = blue;
        pixel[3] = alpha;
    }

    private int Sample(ReadOnlySpan<byte> row, int index)
    {
        int depth = _header.BitDepth;
        if (depth == 8)
        {
            return row[index];
        }

        if (depth == 16)
        {
            return BinaryPrimitives.ReadUInt16BigEndian(row[(2 * index)..]);
        }

        int bit = index * depth;
        return (row[bit >> 3] >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
    }
}
