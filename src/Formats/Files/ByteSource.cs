namespace TypedModels.Formats.Files;

/// <summary>Bytes that are read by their offset: a file, a part of one, or memory. Any number of threads may read at once.</summary>
internal abstract class ByteSource : IDisposable
{
    /// <summary>What the bytes are called in errors: a file's path, and the entry in it.</summary>
    public abstract string Name { get; }

    /// <summary>The number of bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Fills <paramref name="destination"/> from <paramref name="offset"/> on.</summary>
    /// <exception cref="ModelFormatException">The bytes do not all lie inside, or cannot be read.</exception>
    public void Read(long offset, Span<byte> destination)
    {
        if (offset < 0 || offset > Length - destination.Length)
        {
            throw FileFault.Damaged(Name, $"{destination.Length} bytes at {offset} do not lie inside the {Length} bytes that there are");
        }

        if (!destination.IsEmpty)
        {
            ReadInside(offset, destination);
        }
    }

    /// <summary>Where the byte at an offset lies in a file; null when the bytes are only in memory.</summary>
    public abstract FilePlace? PlaceOf(long offset);

    /// <summary>A part of these bytes. It can be read as long as they can, and need not be disposed of.</summary>
    /// <param name="name">What the part is called in errors.</param>
    /// <param name="offset">Where it starts.</param>
    /// <param name="length">How long it is; it must lie inside.</param>
    public ByteSource Slice(string name, long offset, long length) => new SliceSource(this, name, offset, length);

    /// <summary>Closes what the bytes are read from.</summary>
    public abstract void Dispose();

    /// <summary>Fills <paramref name="destination"/>, which is not empty and lies inside.</summary>
    protected abstract void ReadInside(long offset, Span<byte> destination);
}
