using TypedModels.Formats;
using TypedModels.Formats.Extraction;
using TypedModels.Formats.Models;
using TypedModels.Formats.Operations;
using TypedModels.Formats.SavedModels;
using TypedModels.Tool.Models;

namespace TypedModels.Tool.Inspect;

/// <summary>Looks into a model.</summary>
internal static class ModelInspector
{
    /// <summary>What is in <paramref name="model"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tags">The tags of the one graph to look into; null for all graphs.</param>
    /// <param name="withTensors">Whether the tensors are listed.</param>
    /// <exception cref="ModelFormatException">A graph is damaged, or a signature contradicts it.</exception>
    /// <exception cref="UsageException">There is no graph with these tags.</exception>
    public static ModelInspection Inspect(OpenedModel model, IReadOnlyList<string>? tags, bool withTensors)
    {
        IReadOnlyList<MetaGraphDocument> graphs = tags is null ? model.Graphs : [model.Graph(tags)];
        return new ModelInspection
        {
            Model = model.Name,
            Path = model.Path,
            Format = FormatOf(model.File.Kind),
            Files = FileInspector.Inspect(model.File),
            Graphs = [.. graphs.Select(graph => Inspect(model, graph, withTensors))],
            Problems = [.. graphs.SelectMany(graph => FindProblems(model.File, graph)).Distinct().Select(problem => new ProblemInspection(problem.Error.Id, problem.File, problem.Message))],
        };
    }

    private static string FormatOf(ModelFileKind kind) => kind switch
    {
        ModelFileKind.MetaGraph => "meta_graph",
        ModelFileKind.Graph => "graph",
        _ => "saved_model",
    };

    private static IEnumerable<ModelProblem> FindProblems(ModelFile file, MetaGraphDocument graph)
    {
        if (file.SavedModel is not { } savedModel)
        {
            yield break; // It is called by its tensors, and its checkpoint is chosen apart.
        }

        if (!graph.Signatures.Any())
        {
            yield return new ModelProblem(
                ExtractionError.NoSignature, file.Path, $"The graph with the tags '{string.Join(",", graph.Tags)}' has no signature to call", "Export the model with signatures");
        }

        foreach (var problem in ModelFiles.FindProblems(savedModel, graph))
        {
            yield return problem;
        }
    }

    private static GraphInspection Inspect(OpenedModel model, MetaGraphDocument graph, bool withTensors)
    {
        var contract = model.Contract(graph);
        var counts = CountOperations(graph);
        var operations = counts.ByType;
        return new GraphInspection
        {
            Tags = graph.Tags,
            TensorFlow = graph.TensorFlowVersion,
            Producer = graph.Graph.Versions.Producer,
            Fingerprint = contract.Fingerprint,
            Signatures = [.. contract.Signatures.Select(Inspect)],
            Placeholders = graph.Signatures.Any() ? [] : PlaceholderInspector.Inspect(graph),
            Operations = operations,
            Outside = [.. operations.Keys.Select(type => (Type: type, Effect: OutsideOperations.EffectOf(type))).Where(found => found.Effect is not null).Select(found => new OutsideInspection(found.Type, found.Effect!))],
            Missing = [.. operations.Keys.Where(type => !ManagedOperations.Contains(type)).Select(type => new MissingInspection(type, counts.NodesOf(type)))],
            Variables = VariableInspector.Inspect(graph.Graph),
            Assets = [.. graph.Assets.Select(asset => asset.FileName)],
            Tensors = withTensors ? ListTensors(graph) : null,
        };
    }

    private static OperationCounts CountOperations(MetaGraphDocument graph)
    {
        var counts = new OperationCounts();
        foreach (var signature in graph.Signatures)
        {
            ReachedOperations.From(graph.Graph, signature, counts);
        }

        if (graph.InitOperation is { } initialisation)
        {
            ReachedOperations.From(graph.Graph, [initialisation], [], counts);
        }

        if (!graph.Signatures.Any())
        {
            ReachedOperations.From(graph.Graph, graph.Graph.Nodes.Select(node => node.Name), [], counts);
        }

        return counts;
    }

    private static SignatureInspection Inspect(SignatureContract signature) => new()
    {
        Key = signature.Key,
        MethodName = signature.MethodName,
        AliasOf = signature.AliasOf,
        StateChanges = signature.StateChanges,
        Inputs = [.. signature.Inputs.Select(Inspect)],
        Outputs = [.. signature.Outputs.Select(Inspect)],
    };

    private static ArgumentInspection Inspect(ArgumentContract argument) => new()
    {
        Key = argument.Key,
        Dtype = argument.DataType.ToWord(),
        Shape = ShapeInspector.Inspect(argument.Shape),
        Encoding = argument.Encoding.ToString().ToLowerInvariant(),
        Default = argument.Default?.ToString(),
    };

    private static string[] ListTensors(MetaGraphDocument graph)
    {
        var list = new StringWriter { NewLine = "\n" };
        TensorList.Write(list, graph);
        return [.. list.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)];
    }
}
