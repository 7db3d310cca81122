using TypedModels.Engines;
using TypedModels.Formats;
using TypedModels.Formats.Extraction;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Models;
using TypedModels.Formats.SavedModels;
using TypedModels.Keras.Files;
using TypedModels.Runtime.Calls;
using TypedModels.Runtime.Keras;

namespace TypedModels.Runtime.Loading;

/// <summary>
/// Reads a model's file for a wrapper: finds the tag set, compares its contract with the compiled one, finds the tensors of signatures that the code declares, checks that files are there.
/// </summary>
internal sealed class ModelReader
{
    private readonly ModelContract _compiled;
    private readonly DeclaredSignatures _declared;

    private ModelReader(ModelFile file, MetaGraphDocument metaGraph, ModelContract compiled, ModelContract actual, DeclaredSignatures declared, string wrapper)
    {
        File = file;
        MetaGraph = metaGraph;
        _compiled = compiled;
        _declared = declared;
        Actual = actual;
        Signatures = [.. compiled.Signatures.Select(signature => Bind(signature, wrapper))];
        EngineSignatures = [.. compiled.Signatures.Select(SlotsOf)];
    }

    /// <summary>The file.</summary>
    public ModelFile File { get; }

    /// <summary>The graph that the tags select.</summary>
    public MetaGraphDocument MetaGraph { get; }

    /// <summary>The contract of the model on disk.</summary>
    public ModelContract Actual { get; }

    /// <summary>The signatures ready for calls, with the values of the inputs that may be left out.</summary>
    public IReadOnlyList<SignatureBinding> Signatures { get; }

    /// <summary>The same signatures as engines take them.</summary>
    public IReadOnlyList<EngineSignature> EngineSignatures { get; }

    /// <summary>What was read, for messages: the folder of a SavedModel, else the file.</summary>
    public string Source => File.Kind == ModelFileKind.SavedModel ? File.Folder : File.Path;

    /// <summary>The graph in which the signatures' tensors are: the file's, or the same with calls of functions replaced by what they do.</summary>
    public MetaGraphDocument Graph => _declared.Graph;

    /// <summary>The operations that initialise the model once its variables have values.</summary>
    public IReadOnlyList<string> Initialisers => MetaGraph.InitOperation is { } operation ? [operation] : UsesTables ? MetaGraph.TableInitializers : [];

    /// <summary>The files that the graph is fed the paths of.</summary>
    public IReadOnlyList<AssetFile> Assets => File.SavedModel is { } model
        ? [.. MetaGraph.Assets.Select(asset => new AssetFile(asset.Tensor, Path.GetFullPath(model.PathOf(asset))))]
        : UsesTables ? SaverAssets.Find(File, MetaGraph) : [];

    /// <summary>The values of a signature's inputs that may be left out, as the file holds them.</summary>
    public IReadOnlyDictionary<string, TensorDocument> DefaultsOf(SignatureContract signature) =>
        signature.IsDeclared ? _declared.DefaultTensors(signature) : DefaultValues.Find(MetaGraph, signature);

    private bool UsesTables => _compiled.Operations.Any(operation => operation.Contains("Table", StringComparison.Ordinal));

    /// <summary>Reads <paramref name="path"/> for a wrapper compiled against <paramref name="compiled"/>.</summary>
    /// <param name="path">The model's folder or file.</param>
    /// <param name="compiled">What callers were compiled against.</param>
    /// <param name="wrapper">The wrapper's name, for messages.</param>
    /// <param name="options">How to load it.</param>
    /// <param name="onCompatibleDrift">Told how the model differs, when it does without breaking anything.</param>
    /// <exception cref="ModelLoadException">A file is missing, damaged or not what it should be.</exception>
    /// <exception cref="ModelContractException">The model does not keep what the wrapper promises.</exception>
    public static ModelReader Read(string path, ModelContract compiled, string wrapper, ModelOptions options, Action<IReadOnlyList<ContractDifference>> onCompatibleDrift)
    {
        try
        {
            var file = ModelFileReader.Read(path, new GivenLayers(options.Keras));
            var metaGraph = Select(file, compiled);
            var declared = DeclaredSignatures.Find(file, metaGraph, compiled);
            // What the signatures promise is all that can break callers: the graph itself is the engine's to check.
            var actual = compiled with { Signatures = metaGraph.Signatures.Select(ContractExtractor.ReadSignature).Concat(declared.Contracts).ToValueList() };
            CompareContracts(file, compiled, actual, onCompatibleDrift);
            foreach (var problem in FindProblems(file, metaGraph, hasOtherCheckpoint: options.Checkpoint is not null || compiled.Checkpoint is not null))
            {
                throw new ModelFormatException(problem);
            }

            return new ModelReader(file, metaGraph, compiled, actual, declared, wrapper);
        }
        catch (ModelFormatException exception)
        {
            throw new ModelLoadException(compiled.Model, exception.Problem.File ?? path, $"{compiled.Model} cannot be loaded: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelLoadException(compiled.Model, path, $"{compiled.Model} cannot be loaded: {path}: {exception.Message}", exception);
        }
    }

    /// <summary>The model as engines take it.</summary>
    /// <param name="initial">Where its variables come from.</param>
    public EngineModel ToEngineModel(InitialVariables initial) => new()
    {
        Name = _compiled.Model,
        Source = Source,
        GraphDef = Graph.GraphBytes,
        Signatures = EngineSignatures,
        Restore = initial.Restore,
        Variables = initial.EngineVariables,
        Values = initial.Values,
        Initialisers = Initialisers,
        Assets = Assets,
    };

    private static MetaGraphDocument Select(ModelFile file, ModelContract compiled) => file.SavedModel is { } model
        ? model.Document.Find(compiled.Tags) ?? throw NoSuchTags(model, compiled)
        : file.MetaGraphs[0];

    private static IEnumerable<ModelProblem> FindProblems(ModelFile file, MetaGraphDocument metaGraph, bool hasOtherCheckpoint) => file.SavedModel is { } model
        ? ModelFiles.FindProblems(model, metaGraph).Where(problem => !hasOtherCheckpoint || problem.Error != ExtractionError.MissingVariables)
        : [];

    /// <summary>
    /// Binds a signature. Callers keep what they were compiled against, as far as they can see it: inputs that were added since are fed their defaults, and outputs may have
    /// other lengths than they had.
    /// </summary>
    private SignatureBinding Bind(SignatureContract signature, string wrapper)
    {
        var actual = Actual.Signatures.First(candidate => candidate.Key == signature.Key);
        var outputs = signature.Outputs.Select(output => actual.Outputs.First(candidate => candidate.Key == output.Key)).ToValueList();
        var defaults = signature.IsDeclared ? _declared.Defaults(actual) : DefaultValues.Read(MetaGraph, actual);
        return new SignatureBinding(_compiled.Model, wrapper, signature with { Outputs = outputs }, defaults, Added(signature));
    }

    /// <summary>The inputs that the model has and the wrapper does not know; each has a default, or the contracts would not have been compatible.</summary>
    private IEnumerable<ArgumentContract> Added(SignatureContract signature) =>
        Actual.Signatures.First(candidate => candidate.Key == signature.Key).Inputs.Where(input => !signature.Inputs.Any(known => known.Key == input.Key));

    private EngineSignature SlotsOf(SignatureContract signature)
    {
        if (!SignatureSupport.IsCallable(signature))
        {
            return new EngineSignature(signature.Key, [], []);
        }

        if (signature.IsDeclared)
        {
            return _declared.SlotsOf(signature);
        }

        var definition = MetaGraph.Signatures.First(candidate => candidate.Key == signature.Key);
        return new EngineSignature(
            signature.Key,
            [.. signature.Inputs.Concat(Added(signature)).SelectMany(input => SignatureSlots.Of(input, definition.Input(input.Key)!))],
            [.. signature.Outputs.SelectMany(output => SignatureSlots.Of(output, definition.Output(output.Key)!))]);
    }

    private static void CompareContracts(ModelFile file, ModelContract compiled, ModelContract actual, Action<IReadOnlyList<ContractDifference>> onCompatibleDrift)
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
