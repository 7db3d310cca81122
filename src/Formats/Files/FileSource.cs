namespace TypedModels.Formats.Files;

/// <summary>A file that is open for reading; it may be deleted or replaced meanwhile.</summary>
internal sealed class FileSource : ByteSource
{
#if NET
    private readonly Microsoft.Win32.SafeHandles.SafeFileHandle _file;
#else
    private readonly FileStream _file;
    private readonly byte[] _piece = new byte[1 << 16];
#endif
    private readonly string _path;
    private readonly string _fullPath;
    private readonly DateTime _written;

    private FileSource(string path)
    {
        _path = path;
        _fullPath = Path.GetFullPath(path);
#if NET
        _file = File.OpenHandle(path, share: FileShare.Read | FileShare.Delete);
        Length = RandomAccess.GetLength(_file);
        _written = File.GetLastWriteTimeUtc(_file);
#else
        // Without a buffer of its own: what is read in pieces is read from anywhere.
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1);
        Length = _file.Length;
        _written = File.GetLastWriteTimeUtc(path);
#endif
    }

    /// <inheritdoc/>
    public override string Name => _path;

    /// <summary>The file's length in bytes when it was opened.</summary>
    public override long Length { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="ModelFormatException">The file is not there, or may not be read.</exception>
    public static FileSource Open(string path)
    {
        try
        {
            return new FileSource(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw FileFault.Missing(path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw FileFault.Unreadable(path, exception);
        }
    }

    /// <inheritdoc/>
    public override FilePlace? PlaceOf(long offset) => new FilePlace(_fullPath, Length, _written, offset);

    /// <inheritdoc/>
    public override void Dispose() => _file.Dispose();

    /// <inheritdoc/>
    protected override void ReadInside(long offset, Span<byte> destination)
    {
        try
        {
            while (!destination.IsEmpty)
            {
                int read = ReadSome(offset, destination);
                if (read == 0)
                {
                    throw FileFault.Damaged(_path, $"The file ended at {offset} while it was read; it had {Length} bytes when it was opened");
                }

                offset += read;
                destination = destination.Slice(read);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileFault.Unreadable(_path, exception);
        }
    }

#if NET
    private int ReadSome(long offset, Span<byte> destination) => RandomAccess.Read(_file, destination, offset);
#else
    private int ReadSome(long offset, Span<byte> destination)
    {
        lock (_piece)
        {
            _file.Position = offset;
            int read = _file.Read(_piece, 0, Math.Min(_piece.Length, destination.Length));
            _piece.AsSpan(0, read).CopyTo(destination);
            return read;
        }
    }
#endif
}
