using TypedModels.Engines;
using TypedModels.Formats.SavedModels;

namespace TypedModels.TensorFlow.Tests.Support;

/// <summary>The SavedModels of the repository, as the engine takes them.</summary>
internal static class ModelFolders
{
    /// <summary>The repository's <c>models</c> folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A folder of more models beside the repository, or null.</summary>
    public static string? Shared { get; } = Path.GetFullPath("../../shared/models", Root) is var folder && Directory.Exists(folder) ? folder : null;

    /// <summary>A model with all its callable signatures.</summary>
    public static EngineModel Read(string name, params string[] tags)
    {
        var (file, metaGraph) = Open(name, tags);
        return Model(name, file, metaGraph, [.. metaGraph.Signatures.Select(signature => Signature(signature, null))]);
    }

    /// <summary>A model with these signatures, each fed these inputs only, named as recorded answers name them.</summary>
    public static EngineModel Read(string name, string[] tags, IEnumerable<(string Key, IReadOnlyCollection<string> Inputs)> signatures)
    {
        var (file, metaGraph) = Open(name, tags);
        return Model(name, file, metaGraph, [.. signatures.Select(wanted => Signature(metaGraph.Signatures.Single(signature => signature.Key == wanted.Key), wanted.Inputs))]);
    }

    /// <summary>The graph of a model that has one.</summary>
    public static MetaGraphDocument MetaGraph(string name) => Open(name, []).MetaGraph;

    /// <summary>A model whose variables are set from its checkpoint, not by its own operation.</summary>
    public static EngineModel WithValues(EngineModel model, string name) => GraphModels.WithValues(model, MetaGraph(name));

    /// <summary>The names of a signature's outputs, one per slot.</summary>
    public static IReadOnlyList<string> Outputs(string name, string[] tags, string key) =>
        [.. Tensors(Open(name, tags).MetaGraph.Signatures.Single(signature => signature.Key == key).Outputs).Select(slot => slot.Name)];

    private static (SavedModelFile File, MetaGraphDocument MetaGraph) Open(string name, string[] tags)
    {
        string folder = Path.Combine(Root, name);
        var file = SavedModelFile.Read(Shared is not null && !Directory.Exists(folder) ? Path.Combine(Shared, name) : folder);
        return (file, file.Document.Find(tags.Length > 0 ? tags : ["serve"])!);
    }

    private static EngineModel Model(string name, SavedModelFile file, MetaGraphDocument metaGraph, IReadOnlyList<EngineSignature> signatures) => new()
    {
        Name = name,
        Source = file.Folder,
        GraphDef = metaGraph.GraphBytes,
        Signatures = signatures,
        Restore = metaGraph.Saver is { } saver ? new RestoreStep(saver.FilenameTensor, saver.RestoreOperation, file.VariablesPrefix) : null,
        Initialisers = metaGraph.InitOperation is { } operation ? [operation] : [],
        Assets = [.. metaGraph.Assets.Select(asset => new AssetFile(asset.Tensor, file.PathOf(asset)))],
    };

    private static EngineSignature Signature(SignatureDefDocument signature, IReadOnlyCollection<string>? inputs) => new(
        signature.Key,
        [.. Tensors(signature.Inputs).Where(slot => inputs?.Contains(slot.Name) != false).Select(slot => slot.Tensor)],
        [.. Tensors(signature.Outputs).Select(slot => slot.Tensor)]);

    private static IEnumerable<(string Name, EngineTensor Tensor)> Tensors(IReadOnlyDictionary<string, TensorInfoDocument> arguments)
    {
        foreach (var (key, info) in arguments)
        {
            if (info.Sparse is { } sparse)
            {
                yield return ($"{key}.values", new EngineTensor(sparse.Values, info.DataType));
                yield return ($"{key}.indices", new EngineTensor(sparse.Indices, DataType.Int64));
                yield return ($"{key}.dense_shape", new EngineTensor(sparse.DenseShape, DataType.Int64));
            }
            else
            {
                yield return (key, new EngineTensor(info.Name, info.DataType));
            }
        }
    }

    private static string FindRoot()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "TypedModels.sln")))
            {
                return Path.Combine(folder, "models");
            }
        }

        throw new InvalidOperationException("The tests run outside the repository.");
    }
}
