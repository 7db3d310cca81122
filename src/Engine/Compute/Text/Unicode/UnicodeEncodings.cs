namespace TypedModels.Engine.Text;

/// <summary>The names of encodings.</summary>
internal static class UnicodeEncodings
{
    /// <summary>The encoding of a name, which is compared as ICU does: without regard to case and punctuation. Null when there is none here.</summary>
    public static UnicodeEncoding? Find(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant() switch
    {
        "utf8" => UnicodeEncoding.Utf8,
        "utf16be" or "utf16bigendian" => UnicodeEncoding.Utf16BigEndian,
        "utf16le" or "utf16littleendian" => UnicodeEncoding.Utf16LittleEndian,
        "utf16" => UnicodeEncoding.Utf16,
        "utf32be" or "utf32bigendian" => UnicodeEncoding.Utf32BigEndian,
        "utf32le" or "utf32littleendian" => UnicodeEncoding.Utf32LittleEndian,
        "utf32" => UnicodeEncoding.Utf32,
        "usascii" or "ascii" or "us" or "iso646us" or "ansix341968" => UnicodeEncoding.Ascii,
        "iso88591" or "latin1" or "l1" or "ibm819" or "cp819" => UnicodeEncoding.Latin1,
        _ => null,
    };
}
