using TypedModels.Formats.Files;

namespace TypedModels.Formats.Hdf5;

/// <summary>The first block of a file: how wide its numbers are, and where its root group is.</summary>
/// <param name="Bytes">The file, whose addresses count from the superblock.</param>
/// <param name="RootAddress">Where the root group's header is.</param>
internal sealed record Superblock(Hdf5Bytes Bytes, long RootAddress)
{
    private const string Structure = "superblock";
    private const int FirstPlaceAfterStart = 512;
    private const int NewestVersion = 3;

    private static readonly byte[] s_signature = [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>Whether a file that begins with these bytes is HDF5.</summary>
    public static bool IsAt(ReadOnlySpan<byte> start) => start.StartsWith(s_signature);

    /// <summary>Finds and reads the superblock: at the start, or after a block of the user's of 512, 1024, 2048… bytes.</summary>
    /// <exception cref="ModelFormatException">There is none, or it is damaged.</exception>
    public static Superblock Read(ByteSource source)
    {
        Span<byte> start = stackalloc byte[8];
        for (long place = 0; place <= source.Length - start.Length; place = place == 0 ? FirstPlaceAfterStart : 2 * place)
        {
            source.Read(place, start);
            if (IsAt(start))
            {
                return ReadAt(source, place);
            }
        }

        string problem = source.Length == 0 ? "The file is empty" : "The file is not HDF5: it has no superblock";
        throw new ModelFormatException(new ModelProblem(source.Length == 0 ? ExtractionError.Empty : ExtractionError.OtherForm, source.Name, problem, "Name the file that Keras saved, or fetch it again"));
    }

    private static Superblock ReadAt(ByteSource source, long start)
    {
        var bytes = new Hdf5Bytes(source, start, sizeof(ulong), sizeof(ulong));
        var reader = bytes.Block(Structure, s_signature.Length, Math.Min(8, bytes.Length - s_signature.Length));
        int version = reader.Version(0, NewestVersion);
        if (version >= 2)
        {
            return ReadNew(source, start, Size(ref reader), Size(ref reader));
        }

        reader.Skip(4); // Versions of parts, of which there is one each.
        return ReadOld(source, start, version, Size(ref reader), Size(ref reader));
    }

    private static int Size(ref FieldReader reader) => reader.UInt8() is var size && size is 2 or 4 or 8 ? size : throw reader.Fault($"numbers of {size} bytes are neither 2, 4 nor 8 bytes wide");

    private static Superblock ReadOld(ByteSource source, long start, int version, int offsetSize, int lengthSize)
    {
        var bytes = new Hdf5Bytes(source, start, offsetSize, lengthSize);
        int fixedLength = version == 0 ? 24 : 28;
        var reader = bytes.Block(Structure, fixedLength, 6 * offsetSize);
        long baseAddress = reader.Count(offsetSize);
        reader.Skip(offsetSize); // Free space.
        long end = reader.Count(offsetSize);
        reader.Skip(2 * offsetSize); // What belongs to the driver, and the root's name, of which there is none.
        return Checked(bytes, baseAddress, end, reader.Place(), start);
    }

    private static Superblock ReadNew(ByteSource source, long start, int offsetSize, int lengthSize)
    {
        var bytes = new Hdf5Bytes(source, start, offsetSize, lengthSize);
        var reader = bytes.Block(Structure, 0, 12 + (4 * offsetSize) + sizeof(uint));
        reader.RequireChecksum();
        reader.Skip(12);
        long baseAddress = reader.Count(offsetSize);
        reader.Skip(offsetSize); // The superblock's extension, which says nothing of what is read here.
        long end = reader.Count(offsetSize);
        return Checked(bytes, baseAddress, end, reader.Place(), start);
    }

    // A base address that differs from the superblock's place was written before bytes were put in front: as the HDF5 library does, the place is taken.
    private static Superblock Checked(Hdf5Bytes bytes, long baseAddress, long end, long root, long start)
    {
        long length = end - baseAddress;
        if (length > bytes.Length)
        {
            throw bytes.Damaged($"The file is cut off: it should be {length + start} bytes long, and is {bytes.Source.Length}");
        }

        return new Superblock(bytes, root);
    }
}
