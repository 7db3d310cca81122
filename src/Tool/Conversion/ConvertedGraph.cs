using TypedModels.Engines;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.SavedModels;
using TypedModels.Formats.Transforms;
using TypedModels.Runtime.Loading;
using TypedModels.Runtime.Variables;

namespace TypedModels.Tool.Conversion;

/// <summary>What a model's signatures reach of its graph, on no device in particular, with operations that restore and initialise it.</summary>
internal sealed class ConvertedGraph
{
    private readonly ModelReader _source;
    private readonly SaverNames? _saver;
    private readonly string? _initOperation;

    /// <summary>Makes it of a model.</summary>
    /// <param name="source">The model's file.</param>
    /// <param name="model">The signatures that are wanted.</param>
    /// <exception cref="Formats.ModelFormatException">The graph is damaged.</exception>
    public ConvertedGraph(ModelReader source, ModelContract model)
    {
        _source = source;
        Variables = new ReachedModelVariables(source).All;
        var signatures = source.EngineSignatures.Where(signature => signature.Outputs.Count > 0).ToArray();
        string[] targets = [.. signatures.SelectMany(signature => signature.Outputs).Select(tensor => tensor.Name), .. source.Initialisers, .. source.Assets.Select(asset => asset.Tensor)];
        var pruned = new GraphDocument(GraphPruner.Prune(source.Graph.Graph, targets, FedEverywhere(signatures)));
        var builder = new GraphBuilder(pruned);
        _saver = Variables.Count == 0 ? null : SaverNodes.Append(builder, [.. Variables.Select(Saved)]);
        if (source.Initialisers.Count > 0)
        {
            _initOperation = builder.Add(new NodeWriter(builder.Names.Take("init_all_tables"), "NoOp").WaitFor(source.Initialisers));
        }

        Graph = GraphDevices.Clear(builder.ToArray());
        Assets = ConvertedAsset.Name(source.Assets.Select(asset => (asset.Tensor, asset.Path)));
        Signatures = [.. model.Signatures.Zip(source.EngineSignatures, (contract, signature) => (contract, signature)).Where(pair => pair.signature.Outputs.Count > 0).Select(pair => Content(pair.contract, pair.signature))];
    }

    /// <summary>The graph.</summary>
    public ReadOnlyMemory<byte> Graph { get; }

    /// <summary>The variables.</summary>
    public IReadOnlyList<ModelVariable> Variables { get; }

    /// <summary>The signatures.</summary>
    public IReadOnlyList<SignatureContent> Signatures { get; }

    /// <summary>The files that tables are filled from.</summary>
    public IReadOnlyList<ConvertedAsset> Assets { get; }

    /// <summary>The whole as it is written.</summary>
    public SavedModelContent ToSavedModel() => new()
    {
        Graph = Graph,
        Signatures = Signatures,
        TensorFlowVersion = _source.Graph.TensorFlowVersion,
        Saver = _saver,
        InitOperation = _initOperation,
        Assets = [.. Assets.Select(asset => (asset.Tensor, asset.FileName))],
    };

    // What one signature is fed, another may compute: only what is never computed is cut.
    private static IEnumerable<string> FedEverywhere(EngineSignature[] signatures) =>
        signatures.Length == 1 ? signatures[0].Inputs.Select(input => input.Name) : signatures.SelectMany(signature => signature.Inputs).Select(input => input.Name).Where(name => signatures.All(signature => signature.Inputs.Any(input => input.Name == name)));

    private static SavedVariable Saved(ModelVariable variable) => new(
        new GraphVariable(variable.Node + ":0", variable.Engine.DataType, variable.Engine.IsResource),
        variable.Key,
        variable.Part is { } part ? $"{string.Join(' ', part.WholeShape.Dimensions)} {part.Slice}" : "");

    private SignatureContent Content(SignatureContract contract, EngineSignature signature)
    {
        var content = contract.IsDeclared ? OfTensors(contract, signature) : OfModel(contract);
        return content with { Defaults = _source.DefaultsOf(contract).ToDictionary(value => value.Key, value => value.Value.Bytes, StringComparer.Ordinal) };
    }

    // The signature of a SavedModel stays what it is; its arguments may be of several tensors.
    private SignatureContent OfModel(SignatureContract contract)
    {
        var definition = _source.MetaGraph.Signatures.First(candidate => candidate.Key == contract.Key);
        return new SignatureContent(contract.Key, Arguments(definition.Inputs), Arguments(definition.Outputs)) { MethodName = definition.MethodName };
    }

    private static Dictionary<string, ArgumentContent> Arguments(IReadOnlyDictionary<string, TensorInfoDocument> arguments) =>
        arguments.ToDictionary(argument => argument.Key, argument => new ArgumentContent(argument.Value), StringComparer.Ordinal);

    // Each argument of a signature that was made of tensors is one of them.
    private static SignatureContent OfTensors(SignatureContract contract, EngineSignature signature) => new(
        contract.Key, Arguments(contract.Inputs, signature.Inputs), Arguments(contract.Outputs, signature.Outputs));

    private static Dictionary<string, ArgumentContent> Arguments(ValueList<ArgumentContract> arguments, IReadOnlyList<EngineTensor> tensors) => arguments
        .Zip(tensors)
        .ToDictionary(argument => argument.First.Key, argument => new ArgumentContent(argument.Second.Name, argument.First.DataType, argument.First.Shape), StringComparer.Ordinal);
}
