namespace TypedModels.Engine.Text;

/// <summary>Characters of UTF-8 text, told by their first bytes; nothing is checked, as TensorFlow checks nothing there.</summary>
internal static class Utf8Text
{
    /// <summary>The number of characters: of bytes that do not continue one.</summary>
    public static int CharacterCount(ReadOnlySpan<byte> text)
    {
        int count = 0;
        foreach (byte value in text)
        {
            count += IsContinuation(value) ? 0 : 1;
        }

        return count;
    }

    /// <summary>Moves a position over characters.</summary>
    /// <returns>False when there are not as many.</returns>
    public static bool TryMove(ReadOnlySpan<byte> text, long characters, ref int position)
    {
        for (long i = 0; i < characters; i++)
        {
            if (position >= text.Length)
            {
                return false;
            }

            do
            {
                position++;
            }
            while (position < text.Length && IsContinuation(text[position]));
        }

        return true;
    }

    /// <summary>Moves a position back over characters.</summary>
    /// <returns>False when there are not as many.</returns>
    public static bool TryMoveBack(ReadOnlySpan<byte> text, long characters, ref int position)
    {
        for (long i = 0; i < characters; i++)
        {
            if (position <= 0)
            {
                return false;
            }

            do
            {
                position--;
            }
            while (position > 0 && IsContinuation(text[position]));
        }

        return true;
    }

    private static bool IsContinuation(byte value) => (value & 0xc0) == 0x80;
}
