using TypedModels.Engines;
using TypedModels.Formats.Extraction;
using TypedModels.Keras.Files;
using TypedModels.Runtime.Loading;

namespace TypedModels.Benchmarks;

/// <summary>Reads models for engines.</summary>
internal static class ModelFiles
{
    /// <summary>A model, the signature that is called, and the shapes of its inputs: one row, seven of anything else that is open.</summary>
    public static (EngineModel Model, int Signature, long[][] Shapes) Open(string path)
    {
        string name = Path.GetFileName(path);
        var contract = ContractExtractor.ExtractModel(path, path, file => ModelFileReader.Read(file, DeclaredLayers.None)).Document.TagSets.First(set => set.Tags is ["serve"]);
        int signature = Math.Max(0, contract.Signatures.ToList().FindIndex(candidate => candidate.Key == "serving_default"));
        long[][] shapes = [.. contract.Signatures[signature].Inputs.Select(input => input.Shape.Dimensions.Select((length, axis) => length >= 0 ? length : axis == 0 ? 1 : 7).ToArray())];
        var reader = ModelReader.Read(path, contract, name, new ModelOptions(), _ => { });
        using var variables = InitialVariables.Find(reader, contract, new ModelOptions(), owner: null);
        return (reader.ToEngineModel(variables), signature, shapes);
    }
}
