namespace TypedModels.Formats.Hdf5;

/// <summary>The value of elements that were not written, as it is stored; all zeros when none was chosen.</summary>
internal readonly struct FillValue
{
    private const int NewestVersion = 3;
    private const int IsDefinedFlag = 0x20;

    private readonly ReadOnlyMemory<byte> _value;

    private FillValue(ReadOnlyMemory<byte> value) => _value = value;

    /// <summary>Reads the value that a dataset's header names.</summary>
    public static FillValue Read(Hdf5Bytes bytes, ObjectHeader header, Hdf5Type type)
    {
        var value = header.Find(MessageType.FillValue) is { } message ? ReadNew(header.Fields(message, "fill value message"))
            : header.Find(MessageType.OldFillValue) is { } old ? ReadSized(header.Fields(old, "fill value message")) : default;
        return value.Length == 0 || value.Length == type.Size ? new FillValue(value)
            : throw bytes.Damaged($"The value of elements that were not written has {value.Length} bytes, and an element has {type.Size}");
    }

    /// <summary>Gives all elements the value.</summary>
    public void Fill(Span<byte> destination)
    {
        if (IsZero())
        {
            destination.Clear();
            return;
        }

        for (int position = 0; position < destination.Length; position += _value.Length)
        {
            _value.Span.CopyTo(destination.Slice(position));
        }
    }

    private bool IsZero()
    {
        foreach (byte value in _value.Span)
        {
            if (value != 0)
            {
                return false;
            }
        }

        return true;
    }

    private static ReadOnlyMemory<byte> ReadNew(FieldReader reader)
    {
        int version = reader.Version(1, NewestVersion);
        if (version == NewestVersion)
        {
            return (reader.UInt8() & IsDefinedFlag) != 0 ? ReadSized(reader) : default;
        }

        reader.Skip(2); // When room is made, and when the value is written to it.
        bool isDefined = reader.UInt8() != 0;
        return isDefined ? ReadSized(reader) : default;
    }

    private static ReadOnlyMemory<byte> ReadSized(FieldReader reader) => reader.UInt32() is var size && size == uint.MaxValue ? default : reader.Bytes(size);
}
