using TypedModels.Formats.Variables;
using TypedModels.Runtime.Variables;

namespace TypedModels.Runtime.Loading;

/// <summary>The variables of a model's graph that its signatures and initialisers use. Found when they are first asked for.</summary>
internal sealed class ReachedModelVariables
{
    private readonly ModelReader _model;
    private readonly Lazy<VariableList> _list;
    private readonly Lazy<VariableList> _inlined;
    private readonly Lazy<IReadOnlyList<ModelVariable>> _all;

    /// <param name="model">The model's files.</param>
    public ReachedModelVariables(ModelReader model)
    {
        _model = model;
        _list = new(() => VariableList.Of(model.MetaGraph));
        _inlined = new(() => model.Graph == model.MetaGraph ? _list.Value : VariableList.Of(model.Graph));
        _all = new(Find);
    }

    /// <summary>Whether the graph has variables at all.</summary>
    public bool HasAny => _model.MetaGraph.Graph.Nodes.ContainsOperation("VarHandleOp", "VariableV2", "Variable");

    /// <summary>The variables, in the graph's order.</summary>
    public IReadOnlyList<ModelVariable> All => _all.Value;

    /// <summary>What the model's checkpoints may hold beside them: variables that no signature uses, tables.</summary>
    public IReadOnlyList<string> OtherKeys => [.. _list.Value.Variables.Select(variable => variable.CheckpointKey).Concat(_list.Value.OtherTensors.Select(tensor => tensor.Key))];

    // Each signature by itself: what one is fed, another may compute.
    private IReadOnlyList<ModelVariable> Find()
    {
        var nodes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var signature in _model.EngineSignatures)
        {
            nodes.UnionWith(Reached(signature.Outputs.Select(output => output.Name), signature.Inputs.Select(input => input.Name)));
        }

        nodes.UnionWith(Reached(_model.Initialisers, _model.Assets.Select(asset => asset.Tensor)));
        return [.. _list.Value.Variables.Where(variable => variable.Function is null && nodes.Contains(variable.Node)).Select(variable => new ModelVariable(variable))];
    }

    private IEnumerable<string> Reached(IEnumerable<string> targets, IEnumerable<string> fed) =>
        ReachedVariables.Of(_model.Graph, _inlined.Value, targets, fed).Select(variable => variable.Node);
}
