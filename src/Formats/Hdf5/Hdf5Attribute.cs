namespace TypedModels.Formats.Hdf5;

/// <summary>An attribute of an object: a few elements that have a name.</summary>
internal sealed class Hdf5Attribute
{
    private readonly Hdf5Bytes _bytes;
    private readonly Hdf5Values _values;

    private Hdf5Attribute(string name, Hdf5Bytes bytes, Hdf5Values values)
    {
        Name = name;
        _bytes = bytes;
        _values = values;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The shape; <c>[]</c> for a single element.</summary>
    public TensorShape Shape => _values.Shape;

    /// <summary>The type of the elements as it is stored.</summary>
    public Hdf5Type Type => _values.Type;

    /// <summary>The type that elements are read as; <see cref="TypedModels.DataType.Invalid"/> when they are not read.</summary>
    public DataType DataType => _values.Type.DataType;

    /// <summary>The number of elements.</summary>
    public long ElementCount => _values.ElementCount;

    /// <summary>Makes sure that the elements can be read and are stored, before memory is taken for them.</summary>
    /// <exception cref="ModelFormatException">They are of a type that is not read, or the file is damaged.</exception>
    public void RequireStored() => _values.RequireStored();

    /// <summary>Reads numbers: row by row, in the byte order of this machine (little-endian).</summary>
    /// <param name="destination">Exactly as many bytes as the elements take.</param>
    /// <exception cref="ModelFormatException">The elements are no numbers, or the file is damaged.</exception>
    public void Read(Span<byte> destination) => _values.Read(destination);

    /// <summary>Reads texts as bytes, row by row.</summary>
    /// <exception cref="ModelFormatException">The elements are no texts, or the file is damaged.</exception>
    public IReadOnlyList<ReadOnlyMemory<byte>> ReadTexts() => _values.ReadTexts();

    /// <summary>Reads texts. Of an attribute without elements there are none, whatever its type: an empty list of names is saved as numbers.</summary>
    /// <exception cref="ModelFormatException">The elements are no texts, or the file is damaged.</exception>
    public IReadOnlyList<string> Texts() => _values.Texts();

    /// <summary>An error: the attribute is sound, and something else than is expected.</summary>
    internal ModelFormatException Refuse(string problem) => _bytes.Damaged(problem);

    /// <summary>Reads an attribute's message.</summary>
    internal static Hdf5Attribute Read(Hdf5Bytes bytes, FieldReader reader)
    {
        int version = reader.Version(1, 3);
        int flags = reader.UInt8();
        int nameLength = reader.UInt16();
        int typeLength = reader.UInt16();
        int spaceLength = reader.UInt16();
        reader.Skip(version == 3 ? 1 : 0); // Of which characters the name is: those of UTF-8 in any case.
        string name = reader.Text(nameLength);
        AlignOld(ref reader, version);
        var of = bytes.For($"{bytes.Path}@{name}");
        var type = Part(of, reader.Inner("type of an attribute", typeLength), MessageType.Datatype, version > 1 && (flags & 1) != 0);
        AlignOld(ref reader, version);
        var space = Part(of, reader.Inner("shape of an attribute", spaceLength), MessageType.Dataspace, version > 1 && (flags & 2) != 0);
        AlignOld(ref reader, version);
        return new Hdf5Attribute(name, of, new Hdf5Values(of, DatatypeReader.Read(ref type), Hdf5Space.Read(ref space), new InlineStorage(of, reader.Bytes(reader.Left))));
    }

    private static void AlignOld(ref FieldReader reader, int version)
    {
        if (version == 1)
        {
            reader.Align();
        }
    }

    private static FieldReader Part(Hdf5Bytes bytes, FieldReader reader, MessageType type, bool isShared) =>
        isShared ? SharedMessage.Follow(bytes, ref reader, type, "part of an attribute") : reader;
}
