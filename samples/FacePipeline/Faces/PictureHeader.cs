using System.Buffers.Binary;

namespace FacePipeline.Faces;

/// <summary>What the first bytes of a file say about the picture in it. A file that is no picture has no size: the detector says what is wrong with it.</summary>
/// <param name="MediaType">What the bytes are.</param>
/// <param name="Width">In pixels; 0 when the bytes do not say.</param>
/// <param name="Height">In pixels; 0 when the bytes do not say.</param>
internal readonly record struct PictureHeader(string MediaType, long Width = 0, long Height = 0)
{
    /// <summary>The number of pixels; no <c>long</c>, as a PNG's header can claim more than one holds.</summary>
    public Int128 Pixels => (Int128)Width * Height;

    /// <summary>Reads the header of a PNG, JPEG, GIF or BMP file: the formats that TensorFlow decodes.</summary>
    public static PictureHeader Read(ReadOnlySpan<byte> file) => file switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. var rest] => ReadPng(rest),
        [0xFF, 0xD8, .. var rest] => ReadJpeg(rest),
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', _, _, .. var rest] => ReadGif(rest),
        [(byte)'B', (byte)'M', .. var rest] => ReadBmp(rest),
        _ => new PictureHeader("application/octet-stream"),
    };

    /// <summary>PNG, 11.2.1: the first chunk is IHDR (length, name), which begins with the width and the height.</summary>
    private static PictureHeader ReadPng(ReadOnlySpan<byte> rest) => rest.Length < 16
        ? new("image/png")
        : new("image/png", BinaryPrimitives.ReadUInt32BigEndian(rest[8..]), BinaryPrimitives.ReadUInt32BigEndian(rest[12..]));

    /// <summary>JPEG, ITU T.81 B.2.2: the size is in the frame header, the first SOF segment: precision, height, width.</summary>
    private static PictureHeader ReadJpeg(ReadOnlySpan<byte> rest)
    {
        while (rest is [0xFF, var marker, ..])
        {
            if (marker == 0xFF)
            {
                rest = rest[1..];
                continue;
            }

            if (rest.Length < 9)
            {
                break;
            }

            if (marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC)
            {
                return new("image/jpeg", BinaryPrimitives.ReadUInt16BigEndian(rest[7..]), BinaryPrimitives.ReadUInt16BigEndian(rest[5..]));
            }

            int segment = 2 + BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            rest = segment <= rest.Length ? rest[segment..] : [];
        }

        return new("image/jpeg");
    }

    /// <summary>GIF89a, 18: the logical screen's width and height follow the signature.</summary>
    private static PictureHeader ReadGif(ReadOnlySpan<byte> rest) => rest.Length < 4
        ? new("image/gif")
        : new("image/gif", BinaryPrimitives.ReadUInt16LittleEndian(rest), BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]));

    /// <summary>BMP: width and height stand at bytes 18 and 22; a negative height means that the rows go down.</summary>
    private static PictureHeader ReadBmp(ReadOnlySpan<byte> rest) => rest.Length < 24
        ? new("image/bmp")
        : new("image/bmp", Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(rest[16..])), Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(rest[20..])));
}
