namespace TypedModels.Formats.Files;

/// <summary>A part of other bytes, which stay open when it is disposed of.</summary>
internal sealed class SliceSource(ByteSource whole, string name, long start, long length) : ByteSource
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override long Length => length;

    /// <inheritdoc/>
    public override FilePlace? PlaceOf(long offset) => whole.PlaceOf(start + offset);

    /// <inheritdoc/>
    public override void Dispose()
    {
    }

    /// <inheritdoc/>
    protected override void ReadInside(long offset, Span<byte> destination) => whole.Read(start + offset, destination);
}
