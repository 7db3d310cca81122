using TypedModels.Formats.Extraction;
using TypedModels.Keras.Files;
using TypedModels.Runtime.Loading;

namespace TypedModels.Benchmarks;

/// <summary>Makes cases of pairs of models: a folder <c>NAME</c> with a SavedModel, and a file <c>NAME.onnx</c> whose inputs and outputs are called as the signature calls them.</summary>
/// <param name="onnxFolder">Where the ONNX files are.</param>
/// <param name="answerFolders">Where recorded answers may be.</param>
internal sealed class CaseMaker(string onnxFolder, IReadOnlyList<string> answerFolders)
{
    private const string UsualSignature = "serving_default";

    /// <summary>The folders of models that have an ONNX file, by name; a name that is in several folders is taken from the first.</summary>
    public IReadOnlyList<string> FindPairs(IEnumerable<string> modelFolders) => [.. modelFolders
        .SelectMany(Directory.GetDirectories)
        .Where(folder => File.Exists(Path.Combine(folder, "saved_model.pb")) && File.Exists(OnnxFileOf(folder)))
        .DistinctBy(Path.GetFileName)
        .OrderBy(folder => new FileInfo(OnnxFileOf(folder)).Length)
        .Select(Path.GetFullPath)];

    /// <summary>What the SavedModel has and the ONNX file lacks: outputs that no peer is asked for.</summary>
    public IReadOnlyList<string> LeftOut(string folder)
    {
        var contract = ContractOf(folder);
        return [.. contract.Signatures[0].Outputs.Select(output => output.Key).Except(Compared(folder, contract).Signatures[0].Outputs.Select(output => output.Key))];
    }

    /// <summary>Whether the model takes pictures of any height and width.</summary>
    public static bool TakesOpenPictures(string folder) => ContractOf(folder).Signatures[0].Inputs.Any(input => ExampleLengths.AreOpenPictures(input.Shape));

    /// <summary>Makes the case of a number of examples.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="batch">How many examples.</param>
    /// <param name="side">The height and width of pictures in a model that leaves them open; 0 for what was recorded.</param>
    /// <exception cref="InvalidOperationException">The two forms of the model do not belong together, or take what cannot be made here.</exception>
    public ModelCase Make(string folder, int batch, int side = 0)
    {
        string name = Path.GetFileName(folder);
        var contract = Compared(folder, ContractOf(folder));
        var signature = contract.Signatures[0];
        var slots = ModelReader.Read(folder, contract, name, new ModelOptions(), _ => { }).EngineSignatures[0];
        if (slots.Inputs.Count != signature.Inputs.Count || slots.Outputs.Count != signature.Outputs.Count || slots.Inputs.Any(input => DataTypes.SizeOf(input.DataType) == 0))
        {
            throw new InvalidOperationException($"{name} takes or gives other things than dense tensors, or takes text, which is not measured here.");
        }

        var values = InputValues.Find(answerFolders, name, signature.Key);
        return new ModelCase
        {
            Name = name,
            Batch = batch,
            Side = side,
            SavedModel = folder,
            OnnxModel = OnnxFileOf(folder),
            Contract = contract.ToString(),
            Inputs = [.. signature.Inputs.Zip(slots.Inputs, (input, slot) =>
            {
                var (shape, elements) = values.Of(name, batch, side, input);
                return new CaseInput(input.Key, slot.Name, input.DataType, shape, elements);
            })],
            Outputs = [.. signature.Outputs.Zip(slots.Outputs, (output, slot) => new CaseOutput(output.Key, slot.Name, output.DataType))],
        };
    }

    private static ModelContract ContractOf(string folder)
    {
        var contract = ContractExtractor.ExtractModel(folder, folder, file => ModelFileReader.Read(file, DeclaredLayers.None)).Document.TagSets.First(set => set.Tags is ["serve"]);
        return contract with { Signatures = [contract.Signatures.FirstOrDefault(candidate => candidate.Key == UsualSignature) ?? contract.Signatures[0]] };
    }

    /// <summary>The contract with the outputs that the ONNX file has, too, in the same type.</summary>
    private ModelContract Compared(string folder, ModelContract contract)
    {
        var signature = contract.Signatures[0];
        using var onnx = new OnnxSession(OnnxRuntimeLibrary.Shared, OnnxFileOf(folder), threads: 1);
        var outputs = signature.Outputs.Where(output => onnx.Outputs.Contains((output.Key, output.DataType))).ToValueList();
        var inputs = signature.Inputs.Select(input => (input.Key, input.DataType)).ToHashSet();
        return outputs.Count == 0 ? throw new InvalidOperationException($"'{signature.Key}' of {folder} and {OnnxFileOf(folder)} have no output in common.")
            : !inputs.SetEquals(onnx.Inputs) ? throw new InvalidOperationException($"'{signature.Key}' of {folder} takes {string.Join(", ", inputs)}, {OnnxFileOf(folder)} takes {string.Join(", ", onnx.Inputs)}.")
            : contract with { Signatures = [signature with { Outputs = outputs }] };
    }

    private string OnnxFileOf(string folder) => Path.GetFullPath(Path.Combine(onnxFolder, Path.GetFileName(folder) + ".onnx"));
}
