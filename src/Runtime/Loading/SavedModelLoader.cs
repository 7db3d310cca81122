using TypedModels.Engines;
using TypedModels.Formats;
using TypedModels.Formats.Extraction;
using TypedModels.Formats.SavedModels;
using TypedModels.Runtime.Calls;

namespace TypedModels.Runtime.Loading;

/// <summary>Reads a SavedModel folder for a wrapper: finds the tag set, compares its contract with the compiled one, checks that its files are there.</summary>
internal sealed class SavedModelLoader
{
    private readonly SavedModelFile _file;
    private readonly MetaGraphDocument _metaGraph;
    private readonly ModelContract _compiled;

    private SavedModelLoader(SavedModelFile file, MetaGraphDocument metaGraph, ModelContract compiled, ModelContract actual, string wrapper)
    {
        _file = file;
        _metaGraph = metaGraph;
        _compiled = compiled;
        Actual = actual;
        Signatures = [.. compiled.Signatures.Select(signature => Bind(signature, wrapper))];
    }

    /// <summary>The contract of the model on disk.</summary>
    public ModelContract Actual { get; }

    /// <summary>The signatures ready for calls, with the values of the inputs that may be left out.</summary>
    public IReadOnlyList<SignatureBinding> Signatures { get; }

    /// <summary>The folder that was read.</summary>
    public string Folder => _file.Folder;

    /// <summary>Reads <paramref name="folder"/> for a wrapper compiled against <paramref name="compiled"/>.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="compiled">What callers were compiled against.</param>
    /// <param name="wrapper">The wrapper's name, for messages.</param>
    /// <param name="onCompatibleDrift">Told how the model differs, when it does without breaking anything.</param>
    /// <exception cref="ModelLoadException">A file is missing, damaged or not what it should be.</exception>
    /// <exception cref="ModelContractException">The model does not keep what the wrapper promises.</exception>
    public static SavedModelLoader Read(string folder, ModelContract compiled, string wrapper, Action<IReadOnlyList<ContractDifference>> onCompatibleDrift)
    {
        try
        {
            var file = SavedModelFile.Read(folder);
            var metaGraph = file.Document.Find(compiled.Tags) ?? throw NoSuchTags(file, compiled);
            // What the signatures promise is all that can break callers: the graph itself is the engine's to check.
            var actual = compiled with { Signatures = metaGraph.Signatures.Select(ContractExtractor.ReadSignature).ToValueList() };
            CompareContracts(file, compiled, actual, onCompatibleDrift);
            foreach (var problem in ModelFiles.FindProblems(file, metaGraph))
            {
                throw new ModelFormatException(problem);
            }

            return new SavedModelLoader(file, metaGraph, compiled, actual, wrapper);
        }
        catch (ModelFormatException exception)
        {
            throw new ModelLoadException(compiled.Model, exception.Problem.File ?? folder, $"{compiled.Model} cannot be loaded: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelLoadException(compiled.Model, folder, $"{compiled.Model} cannot be loaded: {folder}: {exception.Message}", exception);
        }
    }

    /// <summary>The model as engines take it.</summary>
    public EngineModel ToEngineModel() => new()
    {
        Name = _compiled.Model,
        Source = _file.Folder,
        GraphDef = _metaGraph.GraphBytes,
        Signatures = [.. _compiled.Signatures.Select(SlotsOf)],
        Restore = ModelFiles.HasVariables(_metaGraph) && _metaGraph.Saver is { } saver ? new RestoreStep(saver.FilenameTensor, saver.RestoreOperation, _file.VariablesPrefix) : null,
        Initialisers = _metaGraph.InitOperation is { } operation ? [operation] : [],
        Assets = [.. _metaGraph.Assets.Select(asset => new AssetFile(asset.Tensor, Path.GetFullPath(_file.PathOf(asset))))],
    };

    /// <summary>
    /// Binds a signature. Callers keep what they were compiled against, as far as they can see it: inputs that were added since are fed their defaults, and outputs may have
    /// other lengths than they had.
    /// </summary>
    private SignatureBinding Bind(SignatureContract signature, string wrapper)
    {
        var actual = Actual.Signatures.First(candidate => candidate.Key == signature.Key);
        var outputs = signature.Outputs.Select(output => actual.Outputs.First(candidate => candidate.Key == output.Key)).ToValueList();
        return new SignatureBinding(_compiled.Model, wrapper, signature with { Outputs = outputs }, DefaultValues.Read(_metaGraph, actual), Added(signature));
    }

    /// <summary>The inputs that the model has and the wrapper does not know; each has a default, or the contracts would not have been compatible.</summary>
    private IEnumerable<ArgumentContract> Added(SignatureContract signature) =>
        Actual.Signatures.First(candidate => candidate.Key == signature.Key).Inputs.Where(input => !signature.Inputs.Any(known => known.Key == input.Key));

    private EngineSignature SlotsOf(SignatureContract signature)
    {
        var definition = _metaGraph.Signatures.First(candidate => candidate.Key == signature.Key);
        return SignatureSupport.IsCallable(signature)
            ? new EngineSignature(
                signature.Key,
                [.. signature.Inputs.Concat(Added(signature)).SelectMany(input => SignatureSlots.Of(input, definition.Input(input.Key)!))],
                [.. signature.Outputs.SelectMany(output => SignatureSlots.Of(output, definition.Output(output.Key)!))])
            : new EngineSignature(signature.Key, [], []);
    }

    private static void CompareContracts(
        SavedModelFile file, ModelContract compiled, ModelContract actual, Action<IReadOnlyList<ContractDifference>> onCompatibleDrift)
    {
        if (compiled.Fingerprint == actual.Fingerprint)
        {
            return;
        }

        var differences = ContractComparison.Compare(compiled, actual);
        if (differences.Any(difference => difference.IsBreaking))
        {
            string list = string.Join("", differences.Select(difference => "\n  " + difference));
            throw new ModelContractException(
                compiled.Model,
                file.Path,
                $"{file.Path} does not keep what {compiled.Model} was compiled against ('!' breaks callers):{list}\nBuild the program with this model, or deploy the model it was built with.",
                differences);
        }

        onCompatibleDrift(differences);
    }

    private static ModelLoadException NoSuchTags(SavedModelFile file, ModelContract compiled)
    {
        var others = file.Document.MetaGraphs.Select(metaGraph => "'" + string.Join(",", metaGraph.Tags) + "'");
        return new ModelLoadException(
            compiled.Model,
            file.Path,
            $"{file.Path} has no graph with the tags '{string.Join(",", compiled.Tags)}', only {string.Join(", ", others)}. Export the model with these tags, or name others in [TfModel(…, Tags = …)].");
    }
}
