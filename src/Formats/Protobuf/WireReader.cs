using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace TypedModels.Formats.Protobuf;

/// <summary>
/// Reads one protocol buffer message field by field, as <c>protobuf.dev/programming-guides/encoding</c> defines it. Nothing is copied but text: bytes and inner messages
/// are slices of the memory it was given. No length is trusted, and nesting is bounded.
/// </summary>
/// <remarks>
/// The caller loops over <see cref="Next"/> and switches on (<see cref="Field"/>, <see cref="Type"/>); a known field of an unexpected type goes to
/// <see cref="Skip()"/> like an unknown one, as protobuf itself treats it. Every value must be read or skipped before the next <see cref="Next"/>.
/// </remarks>
internal ref struct WireReader
{
    /// <summary>The deepest nesting of messages and groups that is read: the limit of protobuf's own parsers.</summary>
    public const int MostNesting = 100;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlyMemory<byte> _memory;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly string _message;
    private int _position;

    /// <summary>Starts at the first field of a message.</summary>
    /// <param name="memory">The message's bytes: a whole array or a slice of one.</param>
    /// <param name="message">The message's type, for errors.</param>
    /// <param name="depth">How many messages it lies in.</param>
    public WireReader(ReadOnlyMemory<byte> memory, string message, int depth = 0)
    {
        _memory = memory;
        _bytes = memory.Span;
        _message = message;
        Depth = depth;
        if (depth > MostNesting)
        {
            throw Fault($"messages are nested more than {MostNesting} deep");
        }
    }

    /// <summary>The number of the field that <see cref="Next"/> found.</summary>
    public int Field { get; private set; }

    /// <summary>How the value of that field is written.</summary>
    public WireType Type { get; private set; }

    /// <summary>How many messages this one lies in.</summary>
    public int Depth { get; }

    /// <summary>The position of the next byte, from the start of the message.</summary>
    public readonly int Position => _position;

    /// <summary>Whether nothing is left; to read numbers that are packed without tags.</summary>
    public readonly bool IsAtEnd => _position == _bytes.Length;

    /// <summary>Goes to the next field, or returns false at the end of the message.</summary>
    public bool Next()
    {
        if (_position == _bytes.Length)
        {
            return false;
        }

        ReadTag();
        return Type != WireType.EndGroup ? true : throw Fault("a group ends that was not begun");
    }

    /// <summary>The value of a varint field of any integer type.</summary>
    public ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            if (_position == _bytes.Length)
            {
                throw Fault("the message ends inside a number");
            }

            byte next = _bytes[_position++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Fault("a number is longer than ten bytes");
    }

    /// <summary>The value of an <c>int32</c> or enumeration field; bits above the 32nd are dropped, as protobuf does.</summary>
    public int Int32() => unchecked((int)Varint());

    /// <summary>The value of an <c>int64</c> field.</summary>
    public long Int64() => unchecked((long)Varint());

    /// <summary>The value of a <c>sint64</c> field (zigzag).</summary>
    public long SInt64()
    {
        ulong value = Varint();
        return unchecked((long)(value >> 1) ^ -(long)(value & 1));
    }

    /// <summary>The value of a <c>bool</c> field.</summary>
    public bool Bool() => Varint() != 0;

    /// <summary>The value of a field of four bytes.</summary>
    public uint Fixed32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    /// <summary>The value of a field of eight bytes.</summary>
    public ulong Fixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    /// <summary>The value of a <c>float</c> field.</summary>
    public float Float()
    {
#if NET
        return BitConverter.UInt32BitsToSingle(Fixed32());
#else
        return BitConverter.ToSingle(BitConverter.GetBytes(Fixed32()), 0);
#endif
    }

    /// <summary>The value of a <c>double</c> field.</summary>
    public double Double() => BitConverter.Int64BitsToDouble(unchecked((long)Fixed64()));

    /// <summary>The value of a field that is written with its length: bytes, text, an inner message, packed numbers. A slice, not a copy.</summary>
    public ReadOnlyMemory<byte> Bytes()
    {
        int length = Length();
        int start = _position;
        _position += length;
        return _memory.Slice(start, length);
    }

    /// <summary>The value of a <c>string</c> field, which must be UTF-8.</summary>
    public string Text()
    {
        int start = _position;
        var bytes = Bytes();
        try
        {
#if NET
            return s_strict.GetString(bytes.Span);
#else
            return s_strict.GetString(bytes.ToArray());
#endif
        }
        catch (DecoderFallbackException)
        {
            _position = start;
            throw Fault("a text is not UTF-8");
        }
    }

    /// <summary>The value of a <c>string</c> field, which must be UTF-8, of which files have few different ones.</summary>
    public string Word()
    {
        int start = _position;
        var bytes = Bytes();
        if (Words.Find(bytes.Span) is { } known)
        {
            return known;
        }

        _position = start;
        string word = Text();
        Words.Add(bytes.Span, word);
        return word;
    }

    /// <summary>The bytes of a <c>string</c> field, which must be UTF-8.</summary>
    public ReadOnlyMemory<byte> TextBytes()
    {
        int start = _position;
        var bytes = Bytes();
#if NET
        if (System.Text.Unicode.Utf8.IsValid(bytes.Span))
        {
            return bytes;
        }
#endif
        _position = start;
        _ = Text();
        return bytes;
    }

    /// <summary>A reader of the inner message that comes next.</summary>
    /// <param name="message">The inner message's type, for errors.</param>
    public WireReader Message(string message) => new(Bytes(), message, Depth + 1);

    /// <summary>Passes over <paramref name="count"/> bytes that have no length before them.</summary>
    public void Advance(int count) => Take(count);

    /// <summary>Passes over the value of the current field.</summary>
    public void Skip() => Skip(Depth);

    /// <summary>Passes over the value of the current field; bytes that are announced and missing are taken for passed over, as TensorFlow's parser of examples has it.</summary>
    public void SkipToEnd()
    {
        if (Type == WireType.Bytes)
        {
            ulong length = Varint();
            _position += (int)Math.Min(length, (ulong)(_bytes.Length - _position));
        }
        else
        {
            Skip();
        }
    }

    /// <summary>An error at the current position.</summary>
    /// <param name="fault">What is wrong there.</param>
    public readonly ModelFormatException Fault(string fault)
    {
        int start = MemoryMarshal.TryGetArray(_memory, out var array) ? array.Offset : 0;
        return new ModelFormatException(_message, start + (long)_position, fault);
    }

    private void ReadTag()
    {
        uint tag = unchecked((uint)Varint());
        Field = (int)(tag >> 3);
        Type = (WireType)(tag & 7);
        if (Field == 0)
        {
            throw Fault("a field has the number 0");
        }
    }

    private void Skip(int depth)
    {
        switch (Type)
        {
            case WireType.Varint:
                Varint();
                break;
            case WireType.Fixed64:
                Take(sizeof(ulong));
                break;
            case WireType.Bytes:
                Bytes();
                break;
            case WireType.StartGroup:
                SkipGroup(Field, depth + 1);
                break;
            case WireType.Fixed32:
                Take(sizeof(uint));
                break;
            default:
                throw Fault($"field {Field} has the unknown wire type {(int)Type}");
        }
    }

    private void SkipGroup(int field, int depth)
    {
        if (depth > MostNesting)
        {
            throw Fault($"groups are nested more than {MostNesting} deep");
        }

        for (ReadTag(); Type != WireType.EndGroup; ReadTag())
        {
            Skip(depth);
        }

        if (Field != field)
        {
            throw Fault($"group {field} is ended as group {Field}");
        }
    }

    private int Length()
    {
        ulong length = Varint();
        return length <= (ulong)(_bytes.Length - _position) ? (int)length : throw Fault($"{length} bytes are announced and {_bytes.Length - _position} are left");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_bytes.Length - _position < count)
        {
            throw Fault("the message ends inside a number");
        }

        _position += count;
        return _bytes.Slice(_position - count, count);
    }
}
