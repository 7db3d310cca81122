using TypedModels.Formats.Models;
using TypedModels.Formats.SavedModels;

namespace TypedModels.Formats.Extraction;

/// <summary>Makes contracts of models.</summary>
internal static class ContractExtractor
{
    /// <summary>Reads the SavedModel in a folder. A faulty model gives a document that reports its error.</summary>
    /// <param name="folder">The folder, or the <c>saved_model.pb</c> in it.</param>
    /// <param name="model">The model's short name.</param>
    /// <param name="path">The model's path as contracts state it: relative, with forward slashes.</param>
    public static ExtractionResult ExtractFolder(string folder, string model, string path) => ExtractModel(folder, model, path, ModelFile.Read);

    /// <summary>Reads the model in a folder or file. A faulty model gives a document that reports its error.</summary>
    /// <param name="file">The folder of a SavedModel, or the <c>.meta</c>, <c>.pb</c> or <c>.pbtxt</c> file of a graph.</param>
    /// <param name="path">The model's path as contracts state it: relative, with forward slashes.</param>
    /// <param name="read">Reads the file; when not given, what reads SavedModels and graphs.</param>
    public static ExtractionResult ExtractModel(string file, string path, Func<string, ModelFile>? read = null)
    {
        bool isFile = ModelFile.KindOf(file) != ModelFileKind.SavedModel && !Directory.Exists(file);
        return ExtractModel(file, isFile ? ModelFile.NameOf(file) : Path.GetFileName(file), path, read ?? ModelFile.Read);
    }

    /// <summary>The graphs of a model, one for each tag set, in the order of contracts.</summary>
    public static IEnumerable<MetaGraphDocument> TagSetsOf(ModelFile file) => file.MetaGraphs
        .GroupBy(metaGraph => string.Join(",", metaGraph.Tags), StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => group.First());

    private static ExtractionResult ExtractModel(string path, string model, string statedPath, Func<string, ModelFile> read)
    {
        try
        {
            var file = read(path);
            var document = Extract(file, model, statedPath);
            IEnumerable<ModelProblem> warnings = file.SavedModel is { } savedModel ? savedModel.Document.MetaGraphs.SelectMany(metaGraph => ModelFiles.FindProblems(savedModel, metaGraph)).Distinct() : [];
            return new ExtractionResult(document, null, [.. warnings]) { File = file };
        }
        catch (ModelFormatException exception)
        {
            var problem = exception.Problem;
            var document = new ContractDocument { Model = model, Path = statedPath, Error = new ContractError(problem.Error.Id, problem.Message) };
            return new ExtractionResult(document, problem, []);
        }
    }

    private static ContractDocument Extract(ModelFile file, string model, string path)
    {
        try
        {
            return new ContractDocument { Model = model, Path = path, TagSets = TagSetsOf(file).Select(metaGraph => Extract(metaGraph, model, path)).ToValueList() };
        }
        catch (ModelFormatException exception)
        {
            throw exception.In(file.Path);
        }
    }

    /// <summary>The contract of one tag set.</summary>
    /// <exception cref="ModelFormatException">The graph is damaged, or a signature contradicts it.</exception>
    public static ModelContract Extract(MetaGraphDocument metaGraph, string model, string path)
    {
        var described = metaGraph.Signatures.Select(ReadSignature).ToList();
        SignatureCheck.Check(metaGraph);
        var operations = new SortedSet<string>(StringComparer.Ordinal);
        var signatures = new List<SignatureContract>();
        foreach (var (signature, contract) in metaGraph.Signatures.Zip(described, (signature, contract) => (signature, contract)))
        {
            var reached = ReachedOperations.From(metaGraph.Graph, signature);
            operations.UnionWith(reached);
            signatures.Add(contract with { StateChanges = reached.Where(StateChange.IsOne).ToValueList() });
        }

        if (metaGraph.InitOperation is { } init)
        {
            operations.UnionWith(ReachedOperations.From(metaGraph.Graph, [init], metaGraph.Assets.Select(asset => asset.Tensor)));
        }

        return new ModelContract
        {
            Model = model,
            Path = path,
            Tags = metaGraph.Tags.ToValueList(),
            Signatures = AliasFinder.MarkAliases(metaGraph, signatures).ToValueList(),
            Operations = operations.ToValueList(),
        };
    }

    /// <summary>What a signature promises its callers, as its own message says.</summary>
    /// <exception cref="ModelFormatException">An argument is not described, or a default does not fit.</exception>
    public static SignatureContract ReadSignature(SignatureDefDocument signature)
    {
        var inputs = signature.Inputs.Select(input => ArgumentExtractor.Extract(signature, input.Key, input.Value, isInput: true)).ToList();
        var outputs = signature.Outputs.Select(output => ArgumentExtractor.Extract(signature, output.Key, output.Value, isInput: false));
        return new SignatureContract
        {
            Key = signature.Key,
            MethodName = signature.MethodName,
            Inputs = inputs.Where(input => input.Default is null).Concat(inputs.Where(input => input.Default is not null)).ToValueList(),
            Outputs = outputs.ToValueList(),
        };
    }
}
