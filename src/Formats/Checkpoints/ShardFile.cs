namespace TypedModels.Formats.Checkpoints;

/// <summary>A file of a checkpoint's data, open for reading; it may be deleted meanwhile, when a new checkpoint takes its place. Any number of threads may read it at once.</summary>
internal sealed class ShardFile : IDisposable
{
#if NET
    private readonly Microsoft.Win32.SafeHandles.SafeFileHandle _file;
#else
    private readonly FileStream _file;
    private readonly byte[] _piece = new byte[1 << 16];
#endif

    /// <summary>Opens a file.</summary>
    /// <exception cref="ModelFormatException">The file is not there, or may not be read.</exception>
    public ShardFile(string path)
    {
        Path = path;
        try
        {
#if NET
            _file = File.OpenHandle(path, share: FileShare.Read | FileShare.Delete);
            Length = RandomAccess.GetLength(_file);
#else
            _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            Length = _file.Length;
#endif
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelFormatException(
                new ModelProblem(ExtractionError.MissingVariables, path, "The data of the variables is missing, its index is there", "Copy all files of the checkpoint"), exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw CheckpointFault.Unreadable(path, exception);
        }
    }

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>The file's length in bytes when it was opened.</summary>
    public long Length { get; }

    /// <summary>Fills <paramref name="destination"/> from <paramref name="offset"/> on.</summary>
    /// <exception cref="ModelFormatException">The file has become shorter, or cannot be read.</exception>
    public void Read(long offset, Span<byte> destination)
    {
        try
        {
            while (!destination.IsEmpty)
            {
                int read = ReadSome(offset, destination);
                if (read == 0)
                {
                    throw CheckpointFault.Damaged(Path, $"The file ended at {offset} while it was read; it had {Length} bytes when it was opened");
                }

                offset += read;
                destination = destination.Slice(read);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CheckpointFault.Unreadable(Path, exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

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
