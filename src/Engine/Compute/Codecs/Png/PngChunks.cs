using System.Buffers.Binary;

namespace TypedModels.Engine.Compute.Codecs.Png;

/// <summary>Walks the chunks of a PNG (ISO/IEC 15948, 5.3): length, type, data, check.</summary>
internal ref struct PngChunks(ReadOnlySpan<byte> data)
{
    /// <summary>The bytes that every PNG starts with.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    private const int LongestData = 8_000_000;

    private ReadOnlySpan<byte> _rest = data;

    /// <summary>The type, four letters, the first in the highest byte.</summary>
    public uint Type { get; private set; }

    /// <summary>The data of the chunk.</summary>
    public ReadOnlySpan<byte> Data { get; private set; }

    /// <summary>Whether the check was right; only chunks that one may leave out are handed on without.</summary>
    public bool Intact { get; private set; }

    /// <summary>Whether a reader must understand the chunk.</summary>
    public readonly bool Critical => (Type & 0x2000_0000) == 0;

    /// <summary>A type as a number: <c>TypeOf("IHDR"u8)</c>.</summary>
    public static uint TypeOf(ReadOnlySpan<byte> name) => BinaryPrimitives.ReadUInt32BigEndian(name);

    /// <summary>Reads the next chunk.</summary>
    /// <exception cref="CodecException">The data end first, or a chunk that matters is damaged.</exception>
    public void Next()
    {
        if (_rest.Length < 12)
        {
            throw new CodecException("The PNG ends before its IEND chunk.");
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(_rest);
        Type = BinaryPrimitives.ReadUInt32BigEndian(_rest[4..]);
        CheckName();
        if (length > _rest.Length - 12)
        {
            throw new CodecException($"The {Name} chunk of the PNG says {length} bytes, and {_rest.Length - 12} are left.");
        }

        if (length > LongestData && Type != TypeOf("IDAT"u8))
        {
            throw new CodecException($"The {Name} chunk of the PNG has {length} bytes; at most {LongestData} are read.");
        }

        Data = _rest.Slice(8, (int)length);
        Intact = PngCrc.Compute(_rest.Slice(4, (int)length + 4)) == BinaryPrimitives.ReadUInt32BigEndian(_rest[((int)length + 8)..]);
        if (!Intact && Critical)
        {
            throw new CodecException($"The {Name} chunk of the PNG is damaged: its check does not fit.");
        }

        _rest = _rest[((int)length + 12)..];
    }

    /// <summary>The type in letters.</summary>
    public readonly string Name => string.Create(4, Type, static (letters, type) =>
    {
        for (int i = 0; i < 4; i++)
        {
            letters[i] = (char)(byte)(type >> (24 - 8 * i));
        }
    });

    private readonly void CheckName()
    {
        for (int shift = 0; shift < 32; shift += 8)
        {
            if (!char.IsAsciiLetter((char)(byte)(Type >> shift)))
            {
                throw new CodecException($"The PNG has a chunk of the type 0x{Type:x8}, which is not four letters.");
            }
        }
    }
}
