namespace TypedModels.Formats.Hdf5;

/// <summary>How much may come of few stored bytes.</summary>
internal static class StoredSize
{
    /// <summary>No method of compression that is read makes more bytes of one.</summary>
    public const long MostOfOneByte = 1032;

    // Small datasets may well be all of one value, in the smallest file.
    private const long AlwaysPlausible = 1 << 20;

    /// <summary>Refuses elements that take more bytes than the whole file can hold, so that a few bytes that lie about a shape do not take all memory.</summary>
    public static void RequirePlausible(Hdf5Bytes bytes, long length)
    {
        if (length > AlwaysPlausible && (length - AlwaysPlausible) / MostOfOneByte > bytes.Length)
        {
            throw bytes.Damaged($"Its elements take {length} bytes, more than a file of {bytes.Length} can hold");
        }
    }
}
