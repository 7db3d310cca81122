using TypedModels.Formats;
using TypedModels.Formats.Extraction;
using TypedModels.Formats.Models;
using TypedModels.Formats.SavedModels;
using TypedModels.Keras.Files;

namespace TypedModels.Tool.Models;

/// <summary>The model that a command line names, its graph read.</summary>
internal sealed class OpenedModel
{
    private const string UsualTag = "serve";

    private OpenedModel(ModelFile file) => File = file;

    /// <summary>The model's short name: that of its folder or file.</summary>
    public string Name => File.Name;

    /// <summary>The file.</summary>
    public ModelFile File { get; }

    /// <summary>What the command line named: the folder of a SavedModel, else the file.</summary>
    public string Path => File.Kind == ModelFileKind.SavedModel ? File.Folder : File.Path;

    /// <summary>Its graphs, one for each set of tags.</summary>
    public IReadOnlyList<MetaGraphDocument> Graphs => File.MetaGraphs;

    /// <summary>Reads the model in <paramref name="path"/>.</summary>
    /// <exception cref="ModelFormatException">There is none, or it is damaged.</exception>
    public static OpenedModel Open(string path) => new(ModelFileReader.Read(path, DeclaredLayers.None));

    /// <summary>The graph with the given tags; without any, the only one or the one for serving.</summary>
    /// <exception cref="UsageException">There is no such graph, or no telling which one is meant.</exception>
    public MetaGraphDocument Graph(IReadOnlyList<string>? tags)
    {
        if (File.SavedModel is not { } savedModel)
        {
            return Graphs[0];
        }

        var found = tags is not null ? savedModel.Document.Find(tags) : Graphs.Count == 1 ? Graphs[0] : savedModel.Document.Find([UsualTag]);
        return found ?? throw new UsageException(
            tags is null
                ? $"{File.Path} has several graphs and none has the tag '{UsualTag}' alone: choose one with --tags {string.Join(" or --tags ", Graphs.Select(TagsOf))}."
                : $"{File.Path} has no graph with the tags '{string.Join(",", tags)}', only with {string.Join(", ", Graphs.Select(graph => $"'{TagsOf(graph)}'"))}.");
    }

    /// <summary>What one of its graphs promises.</summary>
    /// <exception cref="ModelFormatException">The graph is damaged, or a signature contradicts it.</exception>
    public ModelContract Contract(MetaGraphDocument graph)
    {
        try
        {
            return ContractExtractor.Extract(graph, Name, Path.Replace(System.IO.Path.DirectorySeparatorChar, '/'));
        }
        catch (ModelFormatException exception)
        {
            throw exception.In(File.Path);
        }
    }

    private static string TagsOf(MetaGraphDocument graph) => string.Join(",", graph.Tags);
}
