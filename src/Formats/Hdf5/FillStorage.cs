namespace TypedModels.Formats.Hdf5;

/// <summary>Elements that were never written: all have the same value.</summary>
internal sealed class FillStorage(Hdf5Bytes bytes, FillValue fill) : ElementStorage
{
    /// <inheritdoc/>
    public override void RequireStored(long length) => StoredSize.RequirePlausible(bytes, length);

    /// <inheritdoc/>
    public override void Read(Span<byte> destination) => fill.Fill(destination);
}
