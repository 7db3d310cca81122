namespace TypedModels.Formats.Protobuf;

/// <summary>Texts of which files have few different ones, such as the names of operations and attributes: the same bytes are mostly the same string.</summary>
internal static class Words
{
    private const int MostLength = 32;
    private const int Places = 1024;

    // A word is kept in the one place that its bytes give, and pushes out what was there. Threads that write a place at once do no harm: a string never changes.
    private static readonly string?[] s_words = new string?[Places];

    /// <summary>The string of a text, or null when it is not known.</summary>
    public static string? Find(ReadOnlySpan<byte> bytes) =>
        bytes.Length is > 0 and <= MostLength && s_words[PlaceOf(bytes)] is { } word && AreEqual(bytes, word) ? word : null;

    /// <summary>Lets others find a text, if it may be looked for.</summary>
    public static void Add(ReadOnlySpan<byte> bytes, string text)
    {
        if (bytes.Length is > 0 and <= MostLength && AreEqual(bytes, text))
        {
            s_words[PlaceOf(bytes)] = text;
        }
    }

    /// <summary>Whether bytes are the text, which is ASCII alone.</summary>
    public static bool AreEqual(ReadOnlySpan<byte> bytes, string text)
    {
        if (bytes.Length != text.Length)
        {
            return false;
        }

        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != text[i] || bytes[i] > 0x7f)
            {
                return false;
            }
        }

        return true;
    }

    private static int PlaceOf(ReadOnlySpan<byte> bytes)
    {
        uint hash = (uint)bytes.Length;
        foreach (byte value in bytes)
        {
            hash = unchecked((hash * 31) + value);
        }

        return (int)((hash ^ (hash >> 10)) & (Places - 1));
    }
}
