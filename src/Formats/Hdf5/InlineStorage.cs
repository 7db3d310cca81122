namespace TypedModels.Formats.Hdf5;

/// <summary>Elements that are stored in a header: of an attribute, or of a small dataset.</summary>
internal sealed class InlineStorage(Hdf5Bytes bytes, ReadOnlyMemory<byte> elements) : ElementStorage
{
    /// <inheritdoc/>
    public override void RequireStored(long length)
    {
        if (elements.Length < length)
        {
            throw bytes.Damaged($"Its elements take {length} bytes, and {elements.Length} are stored");
        }
    }

    /// <inheritdoc/>
    public override void Read(Span<byte> destination) => elements.Span.Slice(0, destination.Length).CopyTo(destination);
}
