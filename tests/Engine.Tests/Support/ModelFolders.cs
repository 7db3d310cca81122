using TypedModels.Engines;
using TypedModels.Formats;
using TypedModels.Formats.SavedModels;

namespace TypedModels.Engine.Tests.Support;

/// <summary>Models on disk, as engines take them.</summary>
internal static class ModelFolders
{
    /// <summary>The repository's folder.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The folder <c>models</c>.</summary>
    public static string Models => Path.Combine(Repository, "models");

    /// <summary>Further models beside the repository, or null.</summary>
    public static string? Shared { get; } = Path.Combine(Repository, "..", "shared", "models") is var folder && Directory.Exists(folder) ? Path.GetFullPath(folder) : null;

    /// <summary>Reads a SavedModel.</summary>
    /// <exception cref="ModelFormatException">It is damaged.</exception>
    public static EngineModel Read(string folder)
    {
        var file = SavedModelFile.Read(folder);
        var metaGraph = file.Document.MetaGraphs[0];
        foreach (var problem in ModelFiles.FindProblems(file, metaGraph))
        {
            throw new ModelFormatException(problem);
        }

        return new EngineModel
        {
            Name = Path.GetFileName(folder),
            Source = folder,
            GraphDef = metaGraph.GraphBytes,
            Signatures = [.. metaGraph.Signatures.Select(signature => new EngineSignature(signature.Key, Tensors(signature.Inputs), Tensors(signature.Outputs)))],
            Restore = ModelFiles.HasVariables(metaGraph) && metaGraph.Saver is { } saver ? new RestoreStep(saver.FilenameTensor, saver.RestoreOperation, file.VariablesPrefix) : null,
            Initialisers = metaGraph.InitOperation is { } operation ? [operation] : [],
            Assets = [.. metaGraph.Assets.Select(asset => new AssetFile(asset.Tensor, Path.GetFullPath(file.PathOf(asset))))],
        };
    }

    /// <summary>Reads a graph that <c>tf.train.Saver</c> wrote, to be restored from a checkpoint of its own.</summary>
    public static EngineModel ReadSaver(string metaFile, string prefix, EngineTensor[] inputs, EngineTensor[] outputs)
    {
        var metaGraph = new MetaGraphDocument(File.ReadAllBytes(metaFile));
        return new EngineModel
        {
            Name = Path.GetFileName(prefix),
            Source = metaFile,
            GraphDef = metaGraph.GraphBytes,
            Signatures = [new EngineSignature("call", inputs, outputs)],
            Restore = new RestoreStep(metaGraph.Saver!.FilenameTensor, metaGraph.Saver.RestoreOperation, prefix),
        };
    }

    private static EngineTensor[] Tensors(IReadOnlyDictionary<string, TensorInfoDocument> arguments) =>
        [.. arguments.Values.SelectMany(argument => argument.TensorNames.Select(name => new EngineTensor(name, argument.DataType)))];

    private static string FindRepository()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "TypedModels.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run inside the repository.");
        }

        return folder;
    }
}
