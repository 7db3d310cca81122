namespace TypedModels.Formats.Hdf5;

/// <summary>Reads a link of a newer group.</summary>
internal static class LinkMessage
{
    private const int Hard = 0;
    private const int Soft = 1;
    private const int External = 64;

    /// <summary>Reads a message.</summary>
    public static GroupLink Read(FieldReader reader)
    {
        reader.Version(1, 1);
        int flags = reader.UInt8();
        int kind = (flags & 8) != 0 ? reader.UInt8() : Hard;
        reader.Skip((flags & 4) != 0 ? 8 : 0); // Its number in the order of creation.
        reader.Skip((flags & 16) != 0 ? 1 : 0); // Of which characters the name is: those of UTF-8 in any case.
        string name = reader.Text(reader.Count(1 << (flags & 3)));
        switch (kind)
        {
            case Hard:
                return new GroupLink(name, reader.Place());
            case Soft:
                return new GroupLink(name, Hdf5Bytes.Undefined, SoftPath: reader.Text(reader.UInt16()));
            case External:
                var target = reader.Inner("external link", reader.UInt16());
                target.Skip(1); // Version and flags.
                return new GroupLink(name, Hdf5Bytes.Undefined, OtherFile: target.TextToZero());
            default:
                throw reader.Fault($"'{name}' is a link of the unknown kind {kind}");
        }
    }
}
