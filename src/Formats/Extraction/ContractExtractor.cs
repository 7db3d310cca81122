using TypedModels.Formats.SavedModels;

namespace TypedModels.Formats.Extraction;

/// <summary>Makes contracts of SavedModels.</summary>
internal static class ContractExtractor
{
    /// <summary>Reads the SavedModel in a folder. A faulty model gives a document that reports its error.</summary>
    /// <param name="folder">The folder, or the <c>saved_model.pb</c> in it.</param>
    /// <param name="model">The model's short name.</param>
    /// <param name="path">The model's path as contracts state it: relative, with forward slashes.</param>
    public static ExtractionResult ExtractFolder(string folder, string model, string path)
    {
        try
        {
            var file = SavedModelFile.Read(folder);
            var document = Extract(file, model, path);
            return new ExtractionResult(document, null, [.. file.Document.MetaGraphs.SelectMany(metaGraph => ModelFiles.FindProblems(file, metaGraph)).Distinct()]);
        }
        catch (ModelFormatException exception)
        {
            var problem = exception.Problem;
            var document = new ContractDocument { Model = model, Path = path, Error = new ContractError(problem.Error.Id, problem.Message) };
            return new ExtractionResult(document, problem, []);
        }
    }

    /// <summary>The contracts of all tag sets of a SavedModel.</summary>
    /// <exception cref="ModelFormatException">A graph is damaged, a signature contradicts its graph, or there is no signature at all.</exception>
    public static ContractDocument Extract(SavedModelFile file, string model, string path)
    {
        try
        {
            var tagSets = file.Document.MetaGraphs
                .GroupBy(metaGraph => string.Join(",", metaGraph.Tags), StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => Extract(group.First(), model, path))
                .ToValueList();
            return tagSets.Any(tagSet => tagSet.Signatures.Count > 0)
                ? new ContractDocument { Model = model, Path = path, TagSets = tagSets }
                : throw new ModelFormatException(new ModelProblem(
                    ExtractionError.NoSignature, file.Path, "The model has no signature to call", "Export it with signatures: tf.saved_model.save(model, path, signatures=model.call.get_concrete_function(…))"));
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
