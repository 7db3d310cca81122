namespace TypedModels.Formats.Hdf5;

/// <summary>The names in an older group (<c>HEAP</c>): each ends with a zero.</summary>
internal sealed class LocalHeap
{
    private const string Structure = "local heap";

    private readonly Hdf5Bytes _bytes;
    private readonly ReadOnlyMemory<byte> _names;
    private readonly long _address;

    private LocalHeap(Hdf5Bytes bytes, ReadOnlyMemory<byte> names, long address)
    {
        _bytes = bytes;
        _names = names;
        _address = address;
    }

    /// <summary>The number of its bytes.</summary>
    public int Length => _names.Length;

    /// <summary>Reads a heap.</summary>
    public static LocalHeap Read(Hdf5Bytes bytes, long address)
    {
        var head = bytes.Block(Structure, "HEAP", address, 8 + (2 * bytes.LengthSize) + bytes.OffsetSize);
        head.Version(0, 0);
        head.Skip(3);
        long length = head.Length();
        head.Skip(bytes.LengthSize); // Where it is free.
        long dataAddress = head.Place();
        var names = bytes.Block("data of a local heap", dataAddress, length);
        return new LocalHeap(bytes, names.Bytes(length), dataAddress);
    }

    /// <summary>The bytes of the name at an offset.</summary>
    public ReadOnlyMemory<byte> NameAt(long offset)
    {
        var name = From(offset);
        int length = name.Span.IndexOf((byte)0);
        return length >= 0 ? name.Slice(0, length) : throw _bytes.Damaged($"The name at {offset} of the local heap at {_address} does not end");
    }

    /// <summary>The name at an offset.</summary>
    public string TextAt(long offset) => new FieldReader(_bytes, From(offset), "data of a local heap", _address).TextToZero();

    private ReadOnlyMemory<byte> From(long offset) =>
        offset >= 0 && offset < _names.Length ? _names.Slice((int)offset) : throw _bytes.Damaged($"A name is at {offset} of the local heap at {_address}, which is {_names.Length} bytes long");
}
