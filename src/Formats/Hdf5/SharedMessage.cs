namespace TypedModels.Formats.Hdf5;

/// <summary>A message that is stored elsewhere, such as a type with a name that several datasets have.</summary>
internal static class SharedMessage
{
    private const int InHeap = 1;

    /// <summary>Reads where a message is stored, and gives a reader of it.</summary>
    public static FieldReader Follow(Hdf5Bytes bytes, scoped ref FieldReader place, MessageType type, string structure)
    {
        int version = place.Version(1, 3);
        int kind = place.UInt8();
        if (version == 3 && kind == InHeap)
        {
            throw bytes.Unsupported($"The {structure} is in the file's table of shared messages, which is not read", "Save the file without shared messages");
        }

        place.Skip(version == 1 ? 6 : 0);
        if (ObjectHeader.Read(bytes, place.Place()).Find(type) is { IsShared: false } message)
        {
            return new FieldReader(bytes, message.Body, structure, message.Address);
        }

        throw place.Fault($"the object that the {structure} is shared with has none");
    }
}
