namespace FacePipeline.Faces;

/// <summary>A picture file, its bytes exactly as they are on disk: the detector decodes them, and so does the browser that shows the page.</summary>
internal sealed class Picture
{
    /// <summary>Decoded, a picture takes about 20 bytes a pixel in the detector: this is 1 GB.</summary>
    private const long MostPixels = 50_000_000;

    private const long MostBytes = 200_000_000;

    private Picture(string name, byte[] bytes, PictureHeader header)
    {
        Name = name;
        Bytes = bytes;
        MediaType = header.MediaType;
    }

    /// <summary>The file's name, without its folder.</summary>
    public string Name { get; }

    public byte[] Bytes { get; }

    /// <summary>What the bytes are, such as <c>image/png</c>.</summary>
    public string MediaType { get; }

    /// <summary>Who made the picture, where the sample knows.</summary>
    public string? Credit { get; private init; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="credit">Who made the picture, or null.</param>
    /// <exception cref="PipelineException">There is no such file, it cannot be read, or it is too large to be looked at.</exception>
    public static Picture Read(string path, string? credit = null)
    {
        if (Directory.Exists(path))
        {
            throw new PipelineException(ExitCode.Failed, $"'{path}' is a folder. Name one picture in it.");
        }

        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length > MostBytes)
            {
                throw new PipelineException(ExitCode.Failed, $"'{path}' has {file.Length / 1_000_000} MB; this sample takes pictures of up to {MostBytes / 1_000_000} MB.");
            }

            return From(Path.GetFileName(path), File.ReadAllBytes(path), credit);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new PipelineException(ExitCode.Failed, $"There is no file '{path}' in {Environment.CurrentDirectory}. Is the name right?", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException(ExitCode.Failed, $"'{path}' cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>A picture of bytes that are there already.</summary>
    /// <exception cref="PipelineException">It is too large to be looked at.</exception>
    public static Picture From(string name, byte[] bytes, string? credit = null)
    {
        var header = PictureHeader.Read(bytes);
        return header.Pixels <= MostPixels
            ? new Picture(name, bytes, header) { Credit = credit }
            : throw new PipelineException(
                ExitCode.Failed, $"'{name}' has {header.Width} x {header.Height} pixels; this sample takes up to {MostPixels / 1_000_000} million. Make it smaller first.");
    }
}
