namespace TypedModels.Formats.SavedModels;

/// <summary>
/// The <c>saved_model.pb</c> of a folder. The file is read once into one array; the documents are views of it, and constants stay slices.
/// </summary>
internal sealed class SavedModelFile
{
    /// <summary>The file's name in every SavedModel.</summary>
    public const string FileName = "saved_model.pb";

    /// <summary>The file's name when it is in text form.</summary>
    public const string TextFileName = "saved_model.pbtxt";

    private SavedModelFile(string folder, ReadOnlyMemory<byte> bytes, SavedModelDocument document)
    {
        Folder = folder;
        Bytes = bytes;
        Document = document;
    }

    /// <summary>The model's folder.</summary>
    public string Folder { get; }

    /// <summary>The file's path.</summary>
    public string Path => System.IO.Path.Combine(Folder, FileName);

    /// <summary>The file's bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>What the file says.</summary>
    public SavedModelDocument Document { get; }

    /// <summary>The prefix of the checkpoint that holds the variables, as <c>RestoreV2</c> takes it.</summary>
    public string VariablesPrefix => System.IO.Path.Combine(Folder, "variables", "variables");

    /// <summary>The path of an asset.</summary>
    public string PathOf(AssetDocument asset) => System.IO.Path.Combine(Folder, "assets", asset.FileName);

    /// <summary>Reads the SavedModel in <paramref name="path"/>.</summary>
    /// <param name="path">A folder, or the <c>saved_model.pb</c> in it.</param>
    /// <exception cref="ModelFormatException">There is none, it cannot be opened, it is something else than a SavedModel, or it is damaged.</exception>
    public static SavedModelFile Read(string path)
    {
        bool isFile = System.IO.Path.GetFileName(path) == FileName && !Directory.Exists(path);
        string folder = isFile ? System.IO.Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : "." : path;
        string file = System.IO.Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            throw new ModelFormatException(MissingModel.Describe(folder));
        }

        try
        {
            byte[] bytes = FirstBytes.ReadAll(file);
            FirstBytes.Check(file, bytes);
            return new SavedModelFile(folder, bytes, ReadDocument(file, bytes));
        }
        catch (ModelFormatException exception)
        {
            throw exception.In(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelFormatException(new ModelProblem(ExtractionError.Unreadable, file, exception.Message.TrimEnd('.'), "Make the file readable for this process"), exception);
        }
    }

    private static SavedModelDocument ReadDocument(string file, byte[] bytes)
    {
        var document = new SavedModelDocument(bytes);
        return document.MetaGraphs.Count > 0 ? document : throw new ModelFormatException(new ModelProblem(
            ExtractionError.NoMetaGraph, file, "The file holds no graph", "Export the model again with tf.saved_model.save, or point to the file that holds it"));
    }
}
