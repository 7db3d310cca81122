using TypedModels.Engines;
using TypedModels.Formats;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Transforms;
using TypedModels.TensorFlow.Interop;
using TypedModels.TensorFlow.Variables;

namespace TypedModels.TensorFlow.Loading;

/// <summary>A model's graph with the nodes by which its variables are set and read.</summary>
internal sealed unsafe class VariableGraph
{
    private readonly IReadOnlyList<EngineVariable> _variables;
    private readonly IReadOnlyList<VariableAccess> _accesses;

    private VariableGraph(ReadOnlyMemory<byte> graphDef, IReadOnlyList<EngineVariable> variables, IReadOnlyList<VariableAccess> accesses)
    {
        GraphDef = graphDef;
        _variables = variables;
        _accesses = accesses;
    }

    /// <summary>The graph, serialised.</summary>
    public ReadOnlyMemory<byte> GraphDef { get; }

    /// <summary>Adds the nodes.</summary>
    /// <exception cref="ModelLoadException">A variable is not in the graph, or not what the model says; or the graph is damaged.</exception>
    public static VariableGraph Of(EngineModel model, LoadError error)
    {
        if (model.Variables.Count == 0)
        {
            return new VariableGraph(model.GraphDef, [], []);
        }

        try
        {
            var document = new GraphDocument(model.GraphDef);
            var builder = new GraphBuilder(document);
            var accesses = VariableNodes.Append(builder, model.Variables.Select(variable => Check(document, variable, error)));
            return new VariableGraph(builder.ToArray(), model.Variables, accesses);
        }
        catch (ModelFormatException e)
        {
            throw error.Damaged(e);
        }
    }

    /// <summary>The variables, once the graph is imported.</summary>
    public VariableSlot[] Find(TensorResolver tensors)
    {
        var slots = new VariableSlot[_variables.Count];
        for (int i = 0; i < slots.Length; i++)
        {
            var access = _accesses[i];
            slots[i] = new VariableSlot(
                _variables[i], Tensor(tensors, access.Value, "sets a variable"), tensors.Operation(access.Assign, "sets a variable"), Tensor(tensors, access.Read, "reads a variable"));
        }

        return slots;
    }

    private static TF_Output Tensor(TensorResolver tensors, string name, string purpose) => new() { oper = (TF_Operation*)tensors.Operation(name, purpose) };

    private static GraphVariable Check(GraphDocument document, EngineVariable variable, LoadError error)
    {
        int index = document.Nodes.IndexOf(variable.Node);
        if (index < 0)
        {
            throw error.Graph($"the variable '{variable.Node}' is not in the graph");
        }

        var node = document.Nodes[index];
        bool? isResource = node.Operation switch { "VarHandleOp" => true, "Variable" or "VariableV2" => false, _ => null };
        if (isResource != variable.IsResource)
        {
            throw error.Graph($"'{variable.Node}' ({node.Operation}) is to be a variable that is {(variable.IsResource ? "a resource" : "a reference")}");
        }

        var type = node.Attributes["dtype"]?.Type ?? DataType.Invalid;
        return type == variable.DataType
            ? new GraphVariable(variable.Node, type, variable.IsResource, node.Device)
            : throw error.Graph($"the variable '{variable.Node}' is {type.ToWord()} in the graph, and is to be {variable.DataType.ToWord()}");
    }
}
