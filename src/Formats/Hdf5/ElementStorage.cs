namespace TypedModels.Formats.Hdf5;

/// <summary>Where the elements of a dataset or an attribute are stored.</summary>
internal abstract class ElementStorage
{
    /// <summary>Refuses what is stored in fewer or more bytes than its shape calls for, or cannot be in this file at all.</summary>
    /// <param name="length">The bytes that the shape calls for.</param>
    public abstract void RequireStored(long length);

    /// <summary>Reads the elements as they are stored, row by row.</summary>
    /// <param name="destination">As many bytes as were required.</param>
    public abstract void Read(Span<byte> destination);

    /// <summary>Where the elements lie in the file in one run, as they are; null when they do not.</summary>
    public virtual long? Address => null;
}
