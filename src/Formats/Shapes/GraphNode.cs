using TypedModels.Formats.Graphs;

namespace TypedModels.Formats.Shapes;

/// <summary>A node of a graph or of a function's body as rules see it.</summary>
/// <param name="node">The node.</param>
/// <param name="defaults">The values of attributes that it leaves out.</param>
/// <param name="caller">The attributes that the function around it was called with, or null in a graph.</param>
/// <param name="inputs">What is known of the values that it reads.</param>
/// <param name="outputCount">The number of values that it gives.</param>
internal sealed class GraphNode(NodeDocument node, IReadOnlyDictionary<string, AttributeDocument>? defaults, Func<string, AttributeDocument?>? caller, ValueFacts[] inputs, int outputCount) : IShapeNode
{
    /// <inheritdoc/>
    public string Operation => node.Operation;

    /// <inheritdoc/>
    public int InputCount => inputs.Length;

    /// <inheritdoc/>
    public int OutputCount => outputCount;

    /// <summary>What is known of the values that it reads.</summary>
    public IReadOnlyList<ValueFacts> Inputs => inputs;

    /// <inheritdoc/>
    public AttributeDocument? FindAttribute(string name)
    {
        if (node.Attributes[name] is not { } attribute)
        {
            return defaults is not null && defaults.TryGetValue(name, out var value) ? value : null;
        }

        return attribute.Placeholder is { } outer ? caller?.Invoke(outer) : attribute;
    }

    /// <summary>What is known of a value that it reads.</summary>
    public ValueFacts Input(int index) => index >= 0 && index < inputs.Length ? inputs[index] : ValueFacts.Unknown;

    /// <inheritdoc/>
    public InferredShape InputShape(int index) => Input(index).Shape;

    /// <inheritdoc/>
    public InferredShape HeldShape(int index) => Input(index).Held;

    /// <inheritdoc/>
    public Dimension[]? InputElements(int index) => Input(index).Elements;

    /// <inheritdoc/>
    public long[]? InputConstant(int index) => Input(index).Constant;
}
