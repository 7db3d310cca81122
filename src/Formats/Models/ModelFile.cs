using TypedModels.Formats.SavedModels;
using TypedModels.Formats.TextFormat;

namespace TypedModels.Formats.Models;

/// <summary>The file of a model, whatever its kind: a SavedModel's folder, a <c>.meta</c> graph of a Saver, a graph alone in binary or text form, or a model of Keras.</summary>
internal sealed class ModelFile
{
    private const string MetaEnding = ".meta";
    private const string BinaryEnding = ".pb";
    private const string TextEnding = ".pbtxt";

    private static readonly string[] s_kerasEndings = [".keras", ".h5", ".hdf5", ".json"];

    private ModelFile(ModelFileKind kind, string path, string folder, string name, IReadOnlyList<MetaGraphDocument> metaGraphs)
    {
        Kind = kind;
        Path = path;
        Folder = folder;
        Name = name;
        MetaGraphs = metaGraphs;
    }

    /// <summary>What the file holds.</summary>
    public ModelFileKind Kind { get; }

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>The folder of a SavedModel; the file's folder otherwise.</summary>
    public string Folder { get; }

    /// <summary>The model's short name: of a SavedModel its folder's name, otherwise the file's name without its ending.</summary>
    public string Name { get; }

    /// <summary>The graphs, in the file's order; at least one. Of a graph alone it has neither tags nor signatures.</summary>
    public IReadOnlyList<MetaGraphDocument> MetaGraphs { get; }

    /// <summary>The SavedModel, or null when the file is of another kind.</summary>
    public SavedModelFile? SavedModel { get; private init; }

    /// <summary>How files of weights are read into the model; null when checkpoints call its variables as it does.</summary>
    public ModelWeights? Weights { get; private init; }

    /// <summary>A model of Keras, as a graph.</summary>
    /// <param name="path">The file.</param>
    /// <param name="metaGraph">The graph.</param>
    /// <param name="weights">How its weights are read.</param>
    public static ModelFile OfKeras(string path, MetaGraphDocument metaGraph, ModelWeights weights) => new(ModelFileKind.Keras, path, FolderOf(path), NameOf(path), [metaGraph]) { Weights = weights };

    /// <summary>What a path names, by its ending alone.</summary>
    public static ModelFileKind KindOf(string path)
    {
        string file = System.IO.Path.GetFileName(path);
        if (file.EndsWith(MetaEnding, StringComparison.Ordinal))
        {
            return ModelFileKind.MetaGraph;
        }

        if (Array.Exists(s_kerasEndings, ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        {
            return ModelFileKind.Keras;
        }

        bool isGraph = file.EndsWith(BinaryEnding, StringComparison.Ordinal) || file.EndsWith(TextEnding, StringComparison.Ordinal);
        return isGraph && file is not (SavedModelFile.FileName or SavedModelFile.TextFileName) ? ModelFileKind.Graph : ModelFileKind.SavedModel;
    }

    /// <summary>The short name of the model in a file.</summary>
    public static string NameOf(string path) => System.IO.Path.GetFileNameWithoutExtension(path);

    /// <summary>Reads the SavedModel or graph that a path names.</summary>
    /// <param name="path">A SavedModel's folder or the <c>saved_model.pb</c> in it, a <c>.meta</c>, <c>.pb</c> or <c>.pbtxt</c> file.</param>
    /// <exception cref="ModelFormatException">There is none, it cannot be opened, it is something else than a model, or it is damaged.</exception>
    public static ModelFile Read(string path)
    {
        // A folder is a SavedModel, whatever its name ends in.
        var kind = Directory.Exists(path) ? ModelFileKind.SavedModel : KindOf(path);
        try
        {
            return kind is ModelFileKind.SavedModel or ModelFileKind.Keras ? ReadSavedModel(path) : ReadGraph(path, kind);
        }
        catch (ModelFormatException exception)
        {
            throw exception.In(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelFormatException(new ModelProblem(ExtractionError.Unreadable, path, exception.Message.TrimEnd('.'), "Make the file readable for this process"), exception);
        }
    }

    private static ModelFile ReadSavedModel(string path)
    {
        if (OtherFile.Find(path) is { } problem)
        {
            throw new ModelFormatException(problem);
        }

        var file = SavedModelFile.Read(path);
        string name = System.IO.Path.GetFileName(System.IO.Path.GetFullPath(file.Folder).TrimEnd(System.IO.Path.DirectorySeparatorChar, System.IO.Path.AltDirectorySeparatorChar));
        return new ModelFile(ModelFileKind.SavedModel, file.Path, file.Folder, name, file.Document.MetaGraphs) { SavedModel = file };
    }

    private static ModelFile ReadGraph(string path, ModelFileKind kind)
    {
        if (!File.Exists(path))
        {
            throw new ModelFormatException(MissingModel.DescribeFile(path));
        }

        byte[] bytes = FirstBytes.ReadAll(path);
        bool isText = FirstBytes.CheckGraph(path, bytes, mayBeBinary: !path.EndsWith(TextEnding, StringComparison.Ordinal), mayBeText: !path.EndsWith(BinaryEnding, StringComparison.Ordinal));
        if (isText)
        {
            bytes = TextParser.ToBinary(bytes, kind == ModelFileKind.MetaGraph ? "MetaGraphDef" : "GraphDef");
        }

        var form = GraphForms.Of(bytes);
        if (kind == ModelFileKind.Graph && form == GraphForm.MetaGraph)
        {
            kind = ModelFileKind.MetaGraph; // What Saver writes, under the name of a graph: it says all that a graph says, and more.
        }

        GraphForms.Require(path, kind, form);
        var metaGraph = kind == ModelFileKind.MetaGraph ? new MetaGraphDocument(bytes) : MetaGraphDocument.OfGraph(bytes);
        if (metaGraph.Graph.Nodes.Count == 0)
        {
            throw new ModelFormatException(new ModelProblem(ExtractionError.NoMetaGraph, path, "The file holds no node of a graph", "Write the graph again, or name the file that holds it"));
        }

        return new ModelFile(kind, path, FolderOf(path), NameOf(path), [metaGraph]);
    }

    private static string FolderOf(string path) => System.IO.Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
}
