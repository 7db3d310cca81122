using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace TypedModels.Engine.Text;

/// <summary>Reads the characters of a text, one by one. What is malformed is told, as many bytes of it at a time as ICU takes.</summary>
internal ref struct UnicodeReader
{
    private const uint ByteOrderMark = 0xfeff;

    private readonly ReadOnlySpan<byte> _text;
    private readonly UnicodeEncoding _encoding;

    /// <summary>Begins a text.</summary>
    public UnicodeReader(ReadOnlySpan<byte> text, UnicodeEncoding encoding)
    {
        _text = text;
        _encoding = encoding;
        if (encoding == UnicodeEncoding.Utf16)
        {
            bool isReversed = text.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]);
            Position = isReversed || text.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]) ? 2 : 0;
            _encoding = isReversed ? UnicodeEncoding.Utf16LittleEndian : UnicodeEncoding.Utf16BigEndian;
        }
        else if (encoding == UnicodeEncoding.Utf32)
        {
            bool isReversed = text.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(text) == ByteOrderMark;
            Position = isReversed || (text.Length >= 4 && BinaryPrimitives.ReadUInt32BigEndian(text) == ByteOrderMark) ? 4 : 0;
            _encoding = isReversed ? UnicodeEncoding.Utf32LittleEndian : UnicodeEncoding.Utf32BigEndian;
        }

        Start = Position;
    }

    /// <summary>Where the next character begins.</summary>
    public int Position { get; private set; }

    /// <summary>Where the character that was read begins. With a byte order mark, the bytes are counted from behind it.</summary>
    public int Start { get; private set; }

    /// <summary>The code point that was read; U+FFFD for what is malformed.</summary>
    public int CodePoint { get; private set; }

    /// <summary>Whether the bytes that were read are no character.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Reads the next character, or returns false at the end.</summary>
    public bool Next()
    {
        Start = Position;
        if (Position >= _text.Length)
        {
            return false;
        }

        var rest = _text[Position..];
        switch (_encoding)
        {
            case UnicodeEncoding.Utf8:
                var status = Rune.DecodeFromUtf8(rest, out var rune, out int length);
                Take(status == OperationStatus.Done ? rune.Value : -1, length);
                break;
            case UnicodeEncoding.Ascii:
                Take(rest[0] < 0x80 ? rest[0] : -1, 1);
                break;
            case UnicodeEncoding.Latin1:
                Take(rest[0], 1);
                break;
            case UnicodeEncoding.Utf16BigEndian or UnicodeEncoding.Utf16LittleEndian:
                ReadUtf16(rest, _encoding == UnicodeEncoding.Utf16LittleEndian);
                break;
            default:
                ReadUtf32(rest, _encoding == UnicodeEncoding.Utf32LittleEndian);
                break;
        }

        return true;
    }

    private void ReadUtf16(ReadOnlySpan<byte> rest, bool isLittleEndian)
    {
        if (rest.Length < 2)
        {
            Take(-1, rest.Length);
            return;
        }

        char first = Unit(rest, isLittleEndian);
        if (!char.IsSurrogate(first))
        {
            Take(first, 2);
            return;
        }

        char second = rest.Length >= 4 ? Unit(rest[2..], isLittleEndian) : '\0';
        bool isPair = char.IsSurrogatePair(first, second);
        Take(isPair ? char.ConvertToUtf32(first, second) : -1, isPair ? 4 : 2);
    }

    private void ReadUtf32(ReadOnlySpan<byte> rest, bool isLittleEndian)
    {
        if (rest.Length < 4)
        {
            Take(-1, rest.Length);
            return;
        }

        uint value = isLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(rest) : BinaryPrimitives.ReadUInt32BigEndian(rest);
        Take(Rune.IsValid(value) ? (int)value : -1, 4);
    }

    private static char Unit(ReadOnlySpan<byte> rest, bool isLittleEndian) =>
        (char)(isLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(rest) : BinaryPrimitives.ReadUInt16BigEndian(rest));

    private void Take(int codePoint, int length)
    {
        IsMalformed = codePoint < 0;
        CodePoint = IsMalformed ? Rune.ReplacementChar.Value : codePoint;
        Position += length;
    }
}
