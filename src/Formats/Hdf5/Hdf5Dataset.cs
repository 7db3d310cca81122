using TypedModels.Formats.Files;

namespace TypedModels.Formats.Hdf5;

/// <summary>A dataset: elements of one type in a shape.</summary>
internal sealed class Hdf5Dataset : Hdf5Object
{
    private readonly Hdf5Type _type;
    private readonly Hdf5Space _space;
    private readonly Lazy<Hdf5Values> _values;

    /// <summary>A dataset of which the header is read.</summary>
    /// <exception cref="ModelFormatException">Its type or its shape is damaged.</exception>
    public Hdf5Dataset(Hdf5Bytes bytes, ObjectHeader header, long address)
        : base(bytes, header, address)
    {
        var type = header.Fields(header.Find(MessageType.Datatype) ?? throw bytes.Damaged("The dataset has no type"), "type message");
        var space = header.Fields(header.Find(MessageType.Dataspace) ?? throw bytes.Damaged("The dataset has no shape"), "dataspace message");
        _type = DatatypeReader.Read(ref type);
        _space = Hdf5Space.Read(ref space);
        _values = new(() => new Hdf5Values(bytes, _type, _space, LayoutReader.Read(bytes, header, _type, _space)), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The shape; <c>[]</c> for a single element.</summary>
    public TensorShape Shape => _space.Shape;

    /// <summary>The type of the elements as it is stored.</summary>
    public Hdf5Type Type => _type;

    /// <summary>The type that elements are read as; <see cref="TypedModels.DataType.Invalid"/> when they are not read.</summary>
    public DataType DataType => _type.DataType;

    /// <summary>The number of elements.</summary>
    public long ElementCount => _space.ElementCount;

    /// <summary>Where the elements lie in the file, one run of <c>ElementCount * Type.Size</c> bytes as they are stored; null when they do not, or when the file is only in memory.</summary>
    /// <exception cref="ModelFormatException">The layout is damaged, or not read.</exception>
    public FilePlace? Place => _values.Value.Storage.Address is { } address ? Bytes.PlaceOf(address) : null;

    /// <summary>Makes sure that the elements can be read and are stored, before memory is taken for them.</summary>
    /// <exception cref="ModelFormatException">They are of a type that is not read, are compressed by a method that is not known, or the file is cut off or contradicts itself.</exception>
    public void RequireStored() => _values.Value.RequireStored();

    /// <summary>Reads numbers: row by row, in the byte order of this machine (little-endian), whatever the stored one.</summary>
    /// <param name="destination">Exactly as many bytes as the elements take; see <see cref="RequireStored"/>.</param>
    /// <exception cref="ModelFormatException">The elements are no numbers, or the file is damaged or uses what is not read.</exception>
    public void Read(Span<byte> destination) => _values.Value.Read(destination);

    /// <summary>Reads texts as bytes, row by row.</summary>
    /// <exception cref="ModelFormatException">The elements are no texts, or the file is damaged or uses what is not read.</exception>
    public IReadOnlyList<ReadOnlyMemory<byte>> ReadTexts() => _values.Value.ReadTexts();
}
