namespace TypedModels.Formats.Files;

/// <summary>Bytes in memory.</summary>
/// <param name="name">What the bytes are called in errors.</param>
/// <param name="bytes">The bytes, which must not change.</param>
internal sealed class MemorySource(string name, ReadOnlyMemory<byte> bytes) : ByteSource
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override long Length => bytes.Length;

    /// <inheritdoc/>
    public override FilePlace? PlaceOf(long offset) => null;

    /// <inheritdoc/>
    public override void Dispose()
    {
    }

    /// <inheritdoc/>
    protected override void ReadInside(long offset, Span<byte> destination) => bytes.Span.Slice((int)offset, destination.Length).CopyTo(destination);
}
