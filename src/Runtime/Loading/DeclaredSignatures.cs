using TypedModels.Engines;
using TypedModels.Formats;
using TypedModels.Formats.Extraction;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Models;
using TypedModels.Formats.SavedModels;
using TypedModels.Graphs;
using TypedModels.Runtime.Calls;

namespace TypedModels.Runtime.Loading;

/// <summary>The signatures that the code declares, found in the graph that is loaded: by the same names, in the same way as in the build.</summary>
internal sealed class DeclaredSignatures
{
    private readonly Dictionary<string, ResolvedSignature> _resolved;

    private DeclaredSignatures(MetaGraphDocument graph, Dictionary<string, ResolvedSignature> resolved)
    {
        Graph = graph;
        _resolved = resolved;
    }

    /// <summary>The graph in which their tensors are: the model's, or the same with calls of functions replaced by what they do.</summary>
    public MetaGraphDocument Graph { get; }

    /// <summary>What they come to in this graph.</summary>
    public IEnumerable<SignatureContract> Contracts => _resolved.Values.Select(signature => signature.Contract!);

    /// <summary>Finds the declared ones among the signatures that a wrapper was compiled against.</summary>
    /// <exception cref="ModelFormatException">A tensor is not there, or an output needs a placeholder that no input feeds.</exception>
    public static DeclaredSignatures Find(ModelFile file, MetaGraphDocument metaGraph, ModelContract compiled)
    {
        var declared = compiled.Signatures.Where(signature => signature.IsDeclared).ToArray();
        if (declared.Length == 0)
        {
            return new DeclaredSignatures(metaGraph, []);
        }

        var nodes = GraphNodes.Of(metaGraph);
        var resolver = new SignatureResolver(nodes, compiled.Scope);
        var resolved = declared.ToDictionary(signature => signature.Key, signature => Resolve(file, resolver, signature), StringComparer.Ordinal);
        return new DeclaredSignatures(nodes.MetaGraph, resolved);
    }

    /// <summary>The tensors of a signature.</summary>
    public EngineSignature SlotsOf(SignatureContract signature)
    {
        var found = _resolved[signature.Key];
        return new EngineSignature(
            signature.Key,
            [.. signature.Inputs.Select(input => new EngineTensor(TensorOf(found.Contract!.Inputs, found.InputTensors, input), input.DataType))],
            [.. signature.Outputs.Select(output => new EngineTensor(TensorOf(found.Contract!.Outputs, found.OutputTensors, output), output.DataType))]);
    }

    /// <summary>The values of inputs that may be left out, as the graph holds them.</summary>
    public IReadOnlyDictionary<string, FixedTensor> Defaults(SignatureContract signature) =>
        DefaultTensors(signature).ToDictionary(value => value.Key, value => DefaultValues.ToFixed(value.Value), StringComparer.Ordinal);

    /// <summary>The same as the graph's own messages.</summary>
    public IReadOnlyDictionary<string, TensorDocument> DefaultTensors(SignatureContract signature) => signature.Inputs
        .Where(input => input.Default is not null)
        .ToDictionary(input => input.Key, input => ConstantBehind(TensorOf(signature.Inputs, _resolved[signature.Key].InputTensors, input)), StringComparer.Ordinal);

    private static string TensorOf(ValueList<ArgumentContract> arguments, ValueList<string> tensors, ArgumentContract argument) =>
        tensors[arguments.ToList().FindIndex(candidate => candidate.Key == argument.Key)];

    // A placeholder with a default reads it from its one input.
    private TensorDocument ConstantBehind(string tensor)
    {
        var nodes = Graph.Graph.Nodes;
        var placeholder = nodes[nodes.IndexOf(TensorName.TryParse(tensor)!.Value.Node)];
        var constant = nodes[nodes.IndexOf(TensorName.TryParse(placeholder.Inputs[0])!.Value.Node)];
        return constant.Attributes["value"]!.Tensor!;
    }

    private static ResolvedSignature Resolve(ModelFile file, SignatureResolver resolver, SignatureContract signature)
    {
        var resolved = resolver.Resolve(DeclaredSignature.Of(signature));
        return resolved.Problems is [var problem, ..]
            ? throw new ModelFormatException(new ModelProblem(
                ExtractionError.UnknownTensor, file.Path, $"The signature '{signature.Key}', which the code declares, does not fit the graph: {problem.Text}", "Build the program with this model, or deploy the model it was built with"))
            : resolved;
    }
}
