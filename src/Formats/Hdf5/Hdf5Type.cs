namespace TypedModels.Formats.Hdf5;

/// <summary>The type of the elements of a dataset or an attribute.</summary>
/// <param name="Class">What kind of type it is.</param>
/// <param name="Size">The bytes of an element as it is stored; of a text of variable length those of the reference to it.</param>
/// <param name="DataType">The type that the elements are read as; <see cref="TypedModels.DataType.Invalid"/> when they are not read.</param>
/// <param name="Description">The type in words, such as <c>32-bit float, big-endian</c>, for errors.</param>
internal sealed record Hdf5Type(Hdf5Class Class, int Size, DataType DataType, string Description)
{
    /// <summary>Whether numbers are stored with their highest byte first.</summary>
    public bool IsBigEndian { get; init; }

    /// <summary>What fills up texts of fixed length.</summary>
    public TextPadding Padding { get; init; }

    /// <summary>Whether the elements are numbers or truth values.</summary>
    public bool IsNumber => DataType is not (DataType.Invalid or DataType.String);

    /// <summary>Whether the elements are texts.</summary>
    public bool IsText => DataType == DataType.String;

    /// <inheritdoc/>
    public override string ToString() => Description;
}
