using System.IO.Compression;
using TypedModels.Formats.Files;

namespace TypedModels.Formats.Archives;

/// <summary>Inflates entries of archives (RFC 1951).</summary>
internal static class EntryInflater
{
    // What is inflated grows with what comes out of it, so that a length that is not true takes no memory.
    private const int FirstLength = 1 << 20;

    /// <summary>The bytes that come out; null when they are not as many as they should be, or the compressed ones are damaged.</summary>
    public static byte[]? Inflate(ByteSource compressed, long length)
    {
        using var stream = new SourceStream(compressed);
        using var inflate = new DeflateStream(stream, CompressionMode.Decompress);
        var bytes = new byte[Math.Min(length, FirstLength)];
        int position = 0;
        try
        {
            while (inflate.Read(bytes, position, bytes.Length - position) is > 0 and var read)
            {
                position += read;
                if (position == bytes.Length && position < length)
                {
                    Array.Resize(ref bytes, (int)Math.Min(length, 2L * position));
                }
            }

            return position == length && inflate.ReadByte() < 0 ? bytes : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
