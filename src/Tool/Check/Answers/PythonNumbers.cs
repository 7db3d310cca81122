namespace TypedModels.Tool.Check.Answers;

/// <summary>
/// Python's <c>json</c> module writes NaN and infinities as the bare words <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>, which JSON does not have. Recorders put them into members for people to look
/// at (<c>preview</c>); the values themselves are base64.
/// </summary>
internal static class PythonNumbers
{
    /// <summary>Overwrites such words with empty texts, so that every other byte of the text stays where it is.</summary>
    public static void Blank(Span<byte> json)
    {
        bool isInText = false;
        for (int i = 0; i < json.Length; i++)
        {
            if (json[i] == '"')
            {
                isInText = !isInText;
            }
            else if (json[i] == '\\' && isInText)
            {
                i++;
            }
            else if (!isInText && WordAt(json[i..]) is > 0 and var length)
            {
                json.Slice(i, length).Fill((byte)' ');
                json.Slice(i, 2).Fill((byte)'"');
                i += length - 1;
            }
        }
    }

    private static int WordAt(ReadOnlySpan<byte> json) =>
        json.StartsWith("NaN"u8) ? "NaN"u8.Length
        : json.StartsWith("Infinity"u8) ? "Infinity"u8.Length
        : json.StartsWith("-Infinity"u8) ? "-Infinity"u8.Length
        : 0;
}
