using TypedModels.Formats.Files;

namespace TypedModels.Formats.Hdf5;

/// <summary>
/// The bytes of an HDF5 file, as they are read for one of its objects. Addresses count from the superblock; nothing is read before it is known to lie inside the file, and errors name the object.
/// </summary>
/// <param name="source">The file.</param>
/// <param name="start">Where the superblock is, from which addresses count.</param>
/// <param name="offsetSize">The bytes of an address.</param>
/// <param name="lengthSize">The bytes of a length.</param>
/// <param name="path">The path of the object that is read, for errors; empty for the file itself.</param>
internal sealed class Hdf5Bytes(ByteSource source, long start, int offsetSize, int lengthSize, string path = "")
{
    /// <summary>Stands for an address that leads nowhere.</summary>
    public const long Undefined = -1;

    // What describes a file (headers, trees, heaps) comes in much smaller blocks.
    private const int LongestBlock = 1 << 28;

    /// <summary>The file.</summary>
    public ByteSource Source => source;

    /// <summary>The bytes of an address.</summary>
    public int OffsetSize => offsetSize;

    /// <summary>The bytes of a length.</summary>
    public int LengthSize => lengthSize;

    /// <summary>The path of the object that is read.</summary>
    public string Path => path;

    /// <summary>The number of bytes from the superblock on: every address is below it.</summary>
    public long Length => source.Length - start;

    /// <summary>The same bytes, read for another object.</summary>
    public Hdf5Bytes For(string objectPath) => new(source, start, offsetSize, lengthSize, objectPath);

    /// <summary>Reads a block of what describes the file.</summary>
    /// <param name="structure">What the block is called, for errors.</param>
    /// <param name="address">Where it starts.</param>
    /// <param name="length">How long it is.</param>
    public FieldReader Block(string structure, long address, long length)
    {
        RequireInside(structure, address, length);
        if (length > LongestBlock)
        {
            throw Damaged($"The {structure} at {address} is {length} bytes long, far more than one has use for");
        }

        var block = new byte[length];
        source.Read(start + address, block);
        return new FieldReader(this, block, structure, address);
    }

    /// <summary>Reads a block that begins with four letters.</summary>
    public FieldReader Block(string structure, string signature, long address, long length)
    {
        var reader = Block(structure, address, length);
        reader.RequireSignature(signature);
        return reader;
    }

    /// <summary>Fills <paramref name="destination"/> from an address on.</summary>
    /// <param name="structure">What the bytes are called, for errors.</param>
    /// <param name="address">Where they start.</param>
    /// <param name="destination">Where they go.</param>
    public void Read(string structure, long address, Span<byte> destination)
    {
        RequireInside(structure, address, destination.Length);
        source.Read(start + address, destination);
    }

    /// <summary>Refuses bytes that do not all lie inside the file.</summary>
    public void RequireInside(string structure, long address, long length)
    {
        if (address < 0 || length < 0 || length > Length || address > Length - length)
        {
            throw address == Undefined ? Damaged($"The {structure} has no address") : Damaged($"The {structure} at {address} is {length} bytes long, and the file ends at {Length}");
        }
    }

    /// <summary>Where an address lies in a file of the operating system, or null when the bytes are only in memory.</summary>
    public FilePlace? PlaceOf(long address) => source.PlaceOf(start + address);

    /// <summary>An error: the file is damaged.</summary>
    public ModelFormatException Damaged(string problem) => FileFault.Damaged(source.Name, AtPath(problem));

    /// <summary>An error: the file may be sound, and what it uses is not read here.</summary>
    public ModelFormatException Unsupported(string problem, string remedy) => FileFault.Unsupported(source.Name, AtPath(problem), remedy);

    private string AtPath(string problem) => path.Length == 0 ? problem : $"'{path}': {problem}";
}
