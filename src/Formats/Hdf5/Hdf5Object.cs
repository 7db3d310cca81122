namespace TypedModels.Formats.Hdf5;

/// <summary>An object of a file: a group, a dataset, or a type that has a name.</summary>
internal abstract class Hdf5Object
{
    /// <summary>An object of which the header is read.</summary>
    protected Hdf5Object(Hdf5Bytes bytes, ObjectHeader header, long address)
    {
        Bytes = bytes;
        Header = header;
        Address = address;
        Attributes = new Hdf5Attributes(bytes, header);
    }

    /// <summary>The path by which it was found, from the root: <c>/model_weights/dense/kernel:0</c>.</summary>
    public string Path => Bytes.Path;

    /// <summary>Where its header is: the same for every path that leads to this object. Groups may contain each other, so that who walks through all keeps in mind where he was.</summary>
    public long Address { get; }

    /// <summary>Its attributes.</summary>
    public Hdf5Attributes Attributes { get; }

    /// <summary>The file, read for this object.</summary>
    protected Hdf5Bytes Bytes { get; }

    /// <summary>Its header.</summary>
    protected ObjectHeader Header { get; }

    /// <summary>Reads the object whose header is at an address.</summary>
    internal static Hdf5Object Read(Hdf5File file, Hdf5Bytes bytes, long address)
    {
        var header = ObjectHeader.Read(bytes, address);
        return header.Find(MessageType.Layout) is not null ? new Hdf5Dataset(bytes, header, address)
            : header.Find(MessageType.Datatype) is not null ? new Hdf5NamedType(bytes, header, address)
            : new Hdf5Group(file, bytes, header, address);
    }
}
