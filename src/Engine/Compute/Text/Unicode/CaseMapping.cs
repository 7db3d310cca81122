using System.Text;

namespace TypedModels.Engine.Text;

/// <summary>Upper and lower case of UTF-8 text, in no particular language, as ICU does it: whole mappings (<c>ß</c> becomes <c>SS</c>), the sigma at the end of a word.</summary>
internal static class CaseMapping
{
    private const int CapitalSigma = 0x3a3;
    private const int InnerSigma = 0x3c3;
    private const int FinalSigma = 0x3c2;
    private const int CapitalDottedI = 0x130;

    private static readonly Lazy<Dictionary<int, byte[]>> s_specialUpper = new(ReadSpecialUpper);

    /// <summary>Appends the lower case of a text; what is not UTF-8 becomes U+FFFD.</summary>
    public static void AppendLower(ReadOnlySpan<byte> text, ByteBuffer output)
    {
        for (int position = 0; position < text.Length;)
        {
            Rune.DecodeFromUtf8(text[position..], out var rune, out int length);
            int lower = rune.Value switch
            {
                CapitalSigma => IsFinal(text, position, length) ? FinalSigma : InnerSigma,
                CapitalDottedI => -1,
                _ => CodePointRuns.Map(CaseData.Lower, rune.Value),
            };
            if (lower < 0)
            {
                output.Append("i\u0307"u8);
            }
            else
            {
                Append(output, lower);
            }

            position += length;
        }
    }

    /// <summary>Appends the upper case of a text; what is not UTF-8 becomes U+FFFD.</summary>
    public static void AppendUpper(ReadOnlySpan<byte> text, ByteBuffer output)
    {
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out var rune, out int length);
            if (rune.Value >= 0x80 && s_specialUpper.Value.TryGetValue(rune.Value, out byte[]? special))
            {
                output.Append(special);
            }
            else
            {
                Append(output, CodePointRuns.Map(CaseData.Upper, rune.Value));
            }

            text = text[length..];
        }
    }

    /// <summary>Whether a sigma stands at the end of a word: a letter before it and none behind it, marks and the like left out.</summary>
    private static bool IsFinal(ReadOnlySpan<byte> text, int position, int length)
    {
        int before = position;
        int found = -1;
        while (before > 0)
        {
            Rune.DecodeLastFromUtf8(text[..before], out var rune, out int taken);
            before -= taken;
            if (!CodePointRuns.Contains(CaseData.CaseIgnorable, rune.Value))
            {
                found = rune.Value;
                break;
            }
        }

        if (found < 0 || !CodePointRuns.Contains(CaseData.Cased, found))
        {
            return false;
        }

        for (int behind = position + length; behind < text.Length;)
        {
            Rune.DecodeFromUtf8(text[behind..], out var rune, out int taken);
            behind += taken;
            if (!CodePointRuns.Contains(CaseData.CaseIgnorable, rune.Value))
            {
                return !CodePointRuns.Contains(CaseData.Cased, rune.Value);
            }
        }

        return true;
    }

    private static void Append(ByteBuffer output, int codePoint)
    {
        if (codePoint < 0x80)
        {
            output.Append((byte)codePoint);
            return;
        }

        var rune = new Rune(codePoint);
        rune.EncodeToUtf8(output.Reserve(rune.Utf8SequenceLength));
    }

    private static Dictionary<int, byte[]> ReadSpecialUpper() =>
        CaseData.SpecialUpper.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToDictionary(entry => (int)entry[0], entry => Encoding.UTF8.GetBytes(entry[1..]));
}
