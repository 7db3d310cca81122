namespace TypedModels.Engine.Text;

/// <summary>How characters are written as bytes.</summary>
internal enum UnicodeEncoding
{
    Utf8,
    Utf16BigEndian,
    Utf16LittleEndian,

    /// <summary>UTF-16 that may begin with a byte order mark, big-endian without one.</summary>
    Utf16,
    Utf32BigEndian,
    Utf32LittleEndian,

    /// <summary>UTF-32 that may begin with a byte order mark, big-endian without one.</summary>
    Utf32,
    Ascii,
    Latin1,
}
