using System.Buffers.Binary;

namespace TypedModels.Engine.Compute.Codecs.Png;

/// <summary>What the chunks between header and pixels say about colours. Chunks that are damaged, misplaced or do not fit the header are passed over, as the format asks.</summary>
internal sealed class PngMetadata
{
    private int _paletteCount;
    private int _gamma;
    private bool _standardColors;

    /// <summary>The palette's 256 colours, three bytes each, black where the file has none; <see langword="null"/> without a palette.</summary>
    public byte[]? Palette { get; private set; }

    /// <summary>The alpha of each palette entry; <see langword="null"/> where the file has none.</summary>
    public byte[]? PaletteAlpha { get; private set; }

    /// <summary>The samples that mean transparent, one for gray and three for colour; <see langword="null"/> where the file has none.</summary>
    public ushort[]? Transparent { get; private set; }

    /// <summary>Whether the file says which colours are transparent.</summary>
    public bool HasTransparency => PaletteAlpha is not null || Transparent is not null;

    /// <summary>The file's gamma in 1/100000, 0 where unknown.</summary>
    public int Gamma => _standardColors ? PngGrayConversion.StandardGamma : _gamma;

    /// <summary>The largest number of bits that carry meaning in a colour, 0 where unknown.</summary>
    public int SignificantBits { get; private set; }

    /// <summary>Takes in one chunk.</summary>
    /// <exception cref="CodecException">A chunk that must be understood is not, or the palette is not one.</exception>
    public void Read(in PngHeader header, in PngChunks chunk)
    {
        if (chunk.Type == PngChunks.TypeOf("PLTE"u8))
        {
            ReadPalette(header, chunk.Data);
        }
        else if (chunk.Critical)
        {
            throw new CodecException($"The PNG has a chunk {chunk.Name} before its pixels, which a reader would have to understand.");
        }
        else if (chunk.Intact)
        {
            ReadAncillary(header, chunk.Type, chunk.Data);
        }
    }

    private void ReadPalette(in PngHeader header, ReadOnlySpan<byte> data)
    {
        if (Palette is not null)
        {
            throw new CodecException("The PNG has two palettes.");
        }

        if (header.IsGray)
        {
            return;
        }

        bool needed = header.Color == PngColorType.Palette;
        if (data.Length is 0 or > 768 || data.Length % 3 != 0)
        {
            if (!needed)
            {
                return;
            }

            throw new CodecException($"The palette of the PNG has {data.Length} bytes; a multiple of 3 up to 768 was expected.");
        }

        _paletteCount = Math.Min(data.Length / 3, needed ? 1 << header.BitDepth : 256);
        Palette = new byte[768];
        data[..(_paletteCount * 3)].CopyTo(Palette);
    }

    private void ReadAncillary(in PngHeader header, uint type, ReadOnlySpan<byte> data)
    {
        if (type == PngChunks.TypeOf("tRNS"u8))
        {
            ReadTransparency(header, data);
        }
        else if (type == PngChunks.TypeOf("gAMA"u8) && data.Length == 4 && Palette is null && _gamma == 0)
        {
            uint gamma = BinaryPrimitives.ReadUInt32BigEndian(data);
            _gamma = gamma is >= 16 and <= 625_000_000 ? (int)gamma : 0;
        }
        else if (type == PngChunks.TypeOf("sRGB"u8) && data.Length == 1 && data[0] < 4 && Palette is null)
        {
            _standardColors = true;
        }
        else if (type == PngChunks.TypeOf("sBIT"u8) && Palette is null && !header.IsGray && data.Length == (header.HasAlpha ? 4 : 3))
        {
            SignificantBits = Math.Max(data[0], Math.Max(data[1], data[2]));
        }
    }

    private void ReadTransparency(in PngHeader header, ReadOnlySpan<byte> data)
    {
        if (HasTransparency)
        {
            return;
        }

        switch (header.Color)
        {
            case PngColorType.Gray when data.Length == 2:
            case PngColorType.Rgb when data.Length == 6:
                var transparent = new ushort[data.Length / 2];
                for (int i = 0; i < transparent.Length; i++)
                {
                    transparent[i] = (ushort)(BinaryPrimitives.ReadUInt16BigEndian(data[(2 * i)..]) & ((1 << header.BitDepth) - 1));
                }

                Transparent = transparent;
                break;
            case PngColorType.Palette when Palette is not null && data.Length > 0 && data.Length <= _paletteCount:
                var alpha = new byte[256];
                alpha.AsSpan().Fill(byte.MaxValue);
                data.CopyTo(alpha);
                PaletteAlpha = alpha;
                break;
        }
    }
}
