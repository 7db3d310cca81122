namespace TypedModels.Formats.Archives;

/// <summary>What an archive's directory says of an entry.</summary>
/// <param name="Name">The name.</param>
/// <param name="NameBytes">The name's bytes, which stand before the entry's contents again.</param>
/// <param name="Method">How the contents are stored.</param>
/// <param name="Flags">Flags, of which some say that the entry is encrypted.</param>
/// <param name="Checksum">The checksum of the contents.</param>
/// <param name="StoredLength">The bytes that the contents take in the archive.</param>
/// <param name="Length">The bytes of the contents.</param>
/// <param name="Offset">Where the entry's own head is.</param>
internal sealed record DirectoryRecord(string Name, ReadOnlyMemory<byte> NameBytes, int Method, int Flags, uint Checksum, long StoredLength, long Length, long Offset)
{
    /// <summary>The method of contents that are stored as they are.</summary>
    public const int Stored = 0;

    /// <summary>The method of contents that are deflated.</summary>
    public const int Deflated = 8;

    /// <summary>The flag of lengths and a checksum that stand after the contents, so that the head has none.</summary>
    public const int LengthsFollow = 8;

    /// <summary>The flags of encryption, and of contents that are the difference to others.</summary>
    public const int Unreadable = 0x2061;
}
