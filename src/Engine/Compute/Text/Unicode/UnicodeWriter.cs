using System.Text;

namespace TypedModels.Engine.Text;

/// <summary>
/// Writes code points in UTF-8, or in UTF-16 or UTF-32 of the order that TensorFlow gives, the big-endian one. Code points beyond the last are left out; a surrogate joins the
/// other half that follows, else it is written as it is, or in UTF-8 as U+FFFD: what ICU's strings do.
/// </summary>
internal struct UnicodeWriter(ByteBuffer output, UnicodeEncoding encoding)
{
    private int _high;

    /// <summary>Appends a code point.</summary>
    public void Append(int codePoint)
    {
        if ((uint)codePoint > CodePointSet.MaximumCodePoint)
        {
            return;
        }

        if (_high != 0 && codePoint is >= 0xdc00 and <= 0xdfff)
        {
            int pair = char.ConvertToUtf32((char)_high, (char)codePoint);
            _high = 0;
            Write(pair);
            return;
        }

        Finish();
        if (codePoint is >= 0xd800 and <= 0xdbff)
        {
            _high = codePoint;
        }
        else
        {
            Write(codePoint);
        }
    }

    /// <summary>Ends the text.</summary>
    public void Finish()
    {
        if (_high != 0)
        {
            Write(_high);
            _high = 0;
        }
    }

    private readonly void Write(int codePoint)
    {
        switch (encoding)
        {
            case UnicodeEncoding.Utf8:
                var rune = Rune.IsValid(codePoint) ? new Rune(codePoint) : Rune.ReplacementChar;
                rune.EncodeToUtf8(output.Reserve(rune.Utf8SequenceLength));
                break;
            case UnicodeEncoding.Utf16BigEndian when codePoint > 0xffff:
                int above = codePoint - 0x10000;
                WriteUnit(0xd800 | (above >> 10));
                WriteUnit(0xdc00 | (above & 0x3ff));
                break;
            case UnicodeEncoding.Utf16BigEndian:
                WriteUnit(codePoint);
                break;
            default:
                WriteUnit(codePoint >> 16);
                WriteUnit(codePoint & 0xffff);
                break;
        }
    }

    private readonly void WriteUnit(int unit)
    {
        output.Append((byte)(unit >> 8));
        output.Append((byte)unit);
    }
}
