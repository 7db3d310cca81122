namespace TypedModels.Formats.Hdf5;

/// <summary>Elements that are stored in one run.</summary>
/// <param name="bytes">The file.</param>
/// <param name="address">Where they start.</param>
/// <param name="stored">The bytes that the file says they take; null where it does not say.</param>
internal sealed class ContiguousStorage(Hdf5Bytes bytes, long address, long? stored) : ElementStorage
{
    private const string Structure = "data";

    /// <inheritdoc/>
    public override long? Address => address;

    /// <inheritdoc/>
    public override void RequireStored(long length)
    {
        if (stored is { } said && said != length)
        {
            throw bytes.Damaged($"Its elements take {length} bytes, and {said} are stored");
        }

        bytes.RequireInside(Structure, address, length);
    }

    /// <inheritdoc/>
    public override void Read(Span<byte> destination) => bytes.Read(Structure, address, destination);
}
