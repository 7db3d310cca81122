using System.Buffers.Binary;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Compute.Codecs.Gif;

/// <summary>Reads the blocks of a GIF (GIF87a, GIF89a) up to its trailer.</summary>
internal ref struct GifReader
{
    // A code of 12 bits stands for at most 4096 pixels.
    private const long MostPixelsPerByte = 4096;
    private const int HeaderLength = 13;

    private readonly byte[]? _palette;
    private readonly StopSignal? _stop;
    private readonly MemoryBudget? _budget;
    private ReadOnlySpan<byte> _rest;
    private int _transparent = -1;

    /// <summary>Reads the header and the common palette.</summary>
    /// <exception cref="CodecException">The data are not a GIF.</exception>
    public GifReader(ReadOnlySpan<byte> data, MemoryBudget? budget, StopSignal? stop)
    {
        if (data.Length < HeaderLength || !data.StartsWith("GIF"u8))
        {
            throw new CodecException("The data do not begin like a GIF.");
        }

        _budget = budget;
        _stop = stop;
        byte flags = data[10];
        _rest = data[HeaderLength..];
        _palette = ReadPalette(flags);
    }

    /// <summary>The bytes of all frames, which the budget paid for.</summary>
    public long Pixels { get; private set; }

    /// <summary>Reads all frames.</summary>
    /// <param name="frames">Where the frames go, those before damage are kept.</param>
    /// <exception cref="CodecException">The data are damaged or end.</exception>
    public void Read(List<GifFrame> frames)
    {
        while (true)
        {
            switch (Take(1)[0])
            {
                case 0x21:
                    ReadExtension();
                    break;
                case 0x2c:
                    ReadFrame(frames);
                    _transparent = -1;
                    break;
                case 0x3b:
                    return;
                case var other:
                    throw new CodecException($"The GIF has a block of the kind 0x{other:x2}, which is none.");
            }
        }
    }

    private void ReadExtension()
    {
        byte label = Take(1)[0];
        for (byte length = Take(1)[0]; length > 0; length = Take(1)[0])
        {
            var block = Take(length);
            if (label == 0xf9 && length == 4)
            {
                _transparent = (block[0] & 1) != 0 ? block[3] : -1;
            }
        }
    }

    private void ReadFrame(List<GifFrame> frames)
    {
        var descriptor = Take(9);
        int left = BinaryPrimitives.ReadUInt16LittleEndian(descriptor);
        int top = BinaryPrimitives.ReadUInt16LittleEndian(descriptor[2..]);
        int width = BinaryPrimitives.ReadUInt16LittleEndian(descriptor[4..]);
        int height = BinaryPrimitives.ReadUInt16LittleEndian(descriptor[6..]);
        byte flags = descriptor[8];
        byte[]? palette = ReadPalette(flags) ?? _palette;
        if (width == 0 || height == 0)
        {
            throw new CodecException($"A frame of the GIF is {width} by {height} pixels.");
        }

        long pixels = (long)width * height;
        if (pixels > (_rest.Length + 1) * MostPixelsPerByte || Pixels + pixels >= ImageFormats.MostPixels)
        {
            throw new CodecException($"A frame of the GIF is {width} by {height} pixels, more than its {_rest.Length} bytes can hold or than can be read.");
        }

        _budget?.Take(pixels);
        Pixels += pixels;
        var indices = new byte[pixels];
        var lzw = new GifLzw(_rest);
        for (int i = 0; i < height; i++)
        {
            _stop?.ThrowIfRaised();
            int row = (flags & 0x40) == 0 ? i : InterlacedRow(i, height);
            lzw.Read(indices.AsSpan(row * width, width));
        }

        frames.Add(new GifFrame(left, top, width, height, palette, _transparent, indices));
        _rest = lzw.SkipRest();
    }

    // The rows come as every eighth from 0, every eighth from 4, every fourth from 2, every second from 1.
    private static int InterlacedRow(int index, int height)
    {
        ReadOnlySpan<byte> firsts = [0, 4, 2, 1];
        ReadOnlySpan<byte> steps = [8, 8, 4, 2];
        for (int pass = 0; ; pass++)
        {
            int rows = Math.Max(0, (height - firsts[pass] + steps[pass] - 1) / steps[pass]);
            if (index < rows)
            {
                return firsts[pass] + index * steps[pass];
            }

            index -= rows;
        }
    }

    private byte[]? ReadPalette(byte flags) => (flags & 0x80) == 0 ? null : Take(3 << ((flags & 7) + 1)).ToArray();

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_rest.Length < count)
        {
            throw new CodecException("The GIF ends before its trailer.");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
