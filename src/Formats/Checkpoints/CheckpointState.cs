namespace TypedModels.Formats.Checkpoints;

/// <summary>The file <c>checkpoint</c> of a folder, in which savers of TensorFlow note which checkpoints there are (<c>CheckpointState</c>, <c>tensorflow/python/training/checkpoint_state.proto</c>).</summary>
/// <param name="Latest">The path of the last checkpoint: absolute, or relative to the folder.</param>
/// <param name="All">The paths of all that are kept, the oldest first.</param>
internal sealed record CheckpointState(string Latest, IReadOnlyList<string> All)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "checkpoint";

    // Hundreds of paths take some kilobytes.
    private const long LongestFile = 16 << 20;

    /// <summary>Reads the file of a folder.</summary>
    /// <exception cref="ModelFormatException">The file is missing, cannot be read, or is not of this form.</exception>
    public static CheckpointState Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            return new FileInfo(path).Length <= LongestFile ? Parse(File.ReadAllBytes(path)) : throw CheckpointFault.Damaged(path, $"The file is longer than {LongestFile} bytes, and a list of checkpoints is expected");
        }
        catch (ModelFormatException exception)
        {
            throw exception.In(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CheckpointFault.Unreadable(path, exception);
        }
    }

    /// <summary>Reads the text of such a file.</summary>
    /// <exception cref="ModelFormatException">The text is not of this form, or names no checkpoint.</exception>
    public static CheckpointState Parse(byte[] text)
    {
        string? latest = null;
        var all = new List<string>();
        var reader = new TextMessageReader(text, "CheckpointState");
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case "model_checkpoint_path":
                    latest = reader.Text();
                    break;
                case "all_model_checkpoint_paths":
                    reader.Each(() => all.Add(reader.Text()));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return string.IsNullOrEmpty(latest) ? throw reader.Fault("it names no checkpoint (model_checkpoint_path)") : new CheckpointState(latest!, all);
    }
}
