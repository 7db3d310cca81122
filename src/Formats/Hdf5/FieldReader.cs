using System.Buffers.Binary;
using System.Text;

namespace TypedModels.Formats.Hdf5;

/// <summary>Reads the fields of one block one after the other. Numbers are little-endian; no length is trusted.</summary>
/// <param name="bytes">The file that the block is of.</param>
/// <param name="block">The block's bytes.</param>
/// <param name="structure">What the block is called, for errors.</param>
/// <param name="address">Where the block starts in the file.</param>
internal ref struct FieldReader(Hdf5Bytes bytes, ReadOnlyMemory<byte> block, string structure, long address)
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _span = block.Span;
    private int _position;

    /// <summary>How many bytes were read.</summary>
    public readonly int Position => _position;

    /// <summary>How many bytes are left.</summary>
    public readonly int Left => _span.Length - _position;

    /// <summary>The address of the next byte.</summary>
    public readonly long Address => address + _position;

    /// <summary>A number of one byte.</summary>
    public int UInt8() => Take(1)[0];

    /// <summary>A number of two bytes.</summary>
    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));

    /// <summary>A number of four bytes.</summary>
    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    /// <summary>A number of up to eight bytes that counts something.</summary>
    public long Count(int size)
    {
        ulong value = Unsigned(size);
        return value <= long.MaxValue ? (long)value : throw Fault($"the number {value} is larger than any that has use");
    }

    /// <summary>A length, as wide as lengths are in this file.</summary>
    public long Length() => Count(bytes.LengthSize);

    /// <summary>A length of which all bits stand for "without bound"; that is given as <see cref="long.MaxValue"/>.</summary>
    public long LengthOrUnlimited()
    {
        ulong value = Unsigned(bytes.LengthSize);
        return value == Ones(bytes.LengthSize) ? long.MaxValue : value <= long.MaxValue ? (long)value : throw Fault($"the number {value} is larger than any that has use");
    }

    /// <summary>An address, or <see cref="Hdf5Bytes.Undefined"/>.</summary>
    public long Place()
    {
        ulong value = Unsigned(bytes.OffsetSize);
        return value == Ones(bytes.OffsetSize) ? Hdf5Bytes.Undefined
            : value <= (ulong)bytes.Length ? (long)value : throw Fault($"it points at {value}, and the file ends at {bytes.Length}");
    }

    /// <summary>The next bytes: a slice, not a copy.</summary>
    public ReadOnlyMemory<byte> Bytes(long count)
    {
        int start = _position;
        Skip(count);
        return block.Slice(start, (int)count);
    }

    /// <summary>A reader of the next bytes.</summary>
    public FieldReader Inner(string inner, long count) => new(bytes, Bytes(count), inner, Address - count);

    /// <summary>A text of a length that is known, which zeros may fill up.</summary>
    public string Text(long count)
    {
        var text = Bytes(count).Span;
        int end = text.IndexOf((byte)0);
        return Decode(end < 0 ? text : text.Slice(0, end));
    }

    /// <summary>A text up to the next zero, which is passed over.</summary>
    public string TextToZero()
    {
        int length = _span.Slice(_position).IndexOf((byte)0);
        if (length < 0)
        {
            throw Fault("a text does not end");
        }

        string text = Decode(_span.Slice(_position, length));
        _position += length + 1;
        return text;
    }

    /// <summary>Passes over bytes.</summary>
    public void Skip(long count)
    {
        if (count < 0 || count > Left)
        {
            throw Fault($"{count} bytes are announced and {Left} are left");
        }

        _position += (int)count;
    }

    /// <summary>Passes over what fills up to a multiple of eight bytes, counted from the start of the block; at the end there may be none.</summary>
    public void Align() => _position = Math.Min(_span.Length, (_position + 7) & ~7);

    /// <summary>Refuses a block that begins with other letters than its kind does.</summary>
    public void RequireSignature(string signature)
    {
        var letters = Take(signature.Length);
        for (int i = 0; i < letters.Length; i++)
        {
            if (letters[i] != signature[i])
            {
                throw bytes.Damaged($"There is no {structure} at {address}: it would begin with {signature}");
            }
        }
    }

    /// <summary>Reads a version, and refuses those that are not known.</summary>
    public int Version(int first, int last)
    {
        int version = UInt8();
        return version >= first && version <= last ? version
            : throw bytes.Unsupported($"The {structure} at {address} has version {version}, and {last} is the newest that is read", "Save the file with an older version of HDF5, or fetch it again if it is damaged");
    }

    /// <summary>Refuses a block whose last four bytes are not the checksum of the others.</summary>
    public readonly void RequireChecksum()
    {
        int length = _span.Length - sizeof(uint);
        uint expected = length >= 0 ? BinaryPrimitives.ReadUInt32LittleEndian(_span.Slice(length)) : throw Fault("it is too short for its checksum");
        RequireChecksum(Lookup3.Hash(_span.Slice(0, length)), expected);
    }

    /// <summary>Refuses a block whose checksum is not the one that was stored.</summary>
    public readonly void RequireChecksum(uint came, uint expected)
    {
        if (came != expected)
        {
            throw bytes.Damaged($"The {structure} at {address} has the checksum {came:x8}, and {expected:x8} was written with it");
        }
    }

    /// <summary>An error at the next byte.</summary>
    public readonly ModelFormatException Fault(string fault) => bytes.Damaged($"The {structure} at {address} is damaged at its byte {_position}: {fault}");

    private static ulong Ones(int size) => size == sizeof(ulong) ? ulong.MaxValue : (1UL << (8 * size)) - 1;

    private ulong Unsigned(int size)
    {
        ulong value = 0;
        var number = Take(size);
        for (int i = size - 1; i >= 0; i--)
        {
            value = (value << 8) | number[i];
        }

        return value;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Left)
        {
            throw Fault($"it ends inside a field of {count} bytes");
        }

        _position += count;
        return _span.Slice(_position - count, count);
    }

    private readonly string Decode(ReadOnlySpan<byte> text)
    {
        try
        {
            return s_strict.GetString(text.ToArray());
        }
        catch (DecoderFallbackException)
        {
            throw Fault("a name is not UTF-8");
        }
    }
}
