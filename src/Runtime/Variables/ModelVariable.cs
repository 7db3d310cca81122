using TypedModels.Engines;
using TypedModels.Formats.Variables;

namespace TypedModels.Runtime.Variables;

/// <summary>A variable of a loaded model.</summary>
/// <param name="graph">What the graph says of it.</param>
/// <param name="shared">The variable of another loaded model that this one is, or null where it is the model's own.</param>
internal sealed class ModelVariable(GraphVariable graph, ModelVariable? shared = null)
{
    /// <summary>The engine's side of it.</summary>
    public EngineVariable Engine { get; } = new(graph.Node, graph.DataType, graph.Shape, graph.Kind == VariableKind.Resource);

    /// <summary>The name of its node, by which the graph knows it.</summary>
    public string Node => graph.Node;

    /// <summary>The name of the tensor that holds it in the model's own checkpoints; in TensorFlow 1 most often the node's.</summary>
    public string Key => graph.CheckpointKey;

    /// <summary>What it takes of that tensor; null for all of it.</summary>
    public SavedPart? Part => graph.Part;

    /// <summary>The variable of another loaded model that this one is, or null where it is the model's own.</summary>
    public ModelVariable? Shared => shared;

    /// <summary>The variable that holds the value: this one, or the one that it shares in the end.</summary>
    public ModelVariable Holder => shared?.Holder ?? this;

    /// <summary>Type and shape, for messages.</summary>
    public string Description => $"{Engine.DataType.ToWord()} {Engine.Shape}";

    /// <summary>The same variable, which turns out to be another model's.</summary>
    public ModelVariable SharedWith(ModelVariable owners) => new(graph, owners);

    /// <summary>The name in messages.</summary>
    public override string ToString() => Part is { } part ? $"{Key} {part.Slice}" : Key;
}
