using TypedModels.Formats.Files;

namespace TypedModels.Formats.Hdf5;

/// <summary>
/// A file in the format of HDF5, as <c>docs.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html</c> defines it, that is read by offset: what is asked for and what leads there. Any number of threads may read at once.
/// </summary>
internal sealed class Hdf5File : IDisposable
{
    private readonly Superblock _superblock;
    private readonly Lazy<Hdf5Group> _root;

    private Hdf5File(ByteSource source)
    {
        _superblock = Superblock.Read(source);
        _root = new(ReadRoot, LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>What the file is called in errors.</summary>
    public string Name => _superblock.Bytes.Source.Name;

    /// <summary>The group that holds everything.</summary>
    /// <exception cref="ModelFormatException">It is damaged.</exception>
    public Hdf5Group Root => _root.Value;

    /// <summary>Whether a file that begins with these bytes is HDF5; whoever has less than eight of them does not know.</summary>
    public static bool IsOne(ReadOnlySpan<byte> start) => Superblock.IsAt(start);

    /// <summary>Opens a file.</summary>
    /// <exception cref="ModelFormatException">It is not there, may not be read, is not HDF5, or is damaged.</exception>
    public static Hdf5File Open(string path) => Open(FileSource.Open(path));

    /// <summary>Opens a file that is part of another, or in memory. The source is disposed of with it.</summary>
    /// <exception cref="ModelFormatException">It is not HDF5, or is damaged.</exception>
    public static Hdf5File Open(ByteSource source)
    {
        try
        {
            return new Hdf5File(source);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Closes the file. Nothing may be read any more.</summary>
    public void Dispose() => _superblock.Bytes.Source.Dispose();

    private Hdf5Group ReadRoot()
    {
        var bytes = _superblock.Bytes.For("/");
        return Hdf5Object.Read(this, bytes, _superblock.RootAddress) as Hdf5Group ?? throw bytes.Damaged("The root is no group");
    }
}
