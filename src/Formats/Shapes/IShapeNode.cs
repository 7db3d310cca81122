using TypedModels.Formats.Graphs;

namespace TypedModels.Formats.Shapes;

/// <summary>What a rule sees of a node: its attributes, and what is known of the values it reads before any call.</summary>
internal interface IShapeNode
{
    /// <summary>The type of operation.</summary>
    string Operation { get; }

    /// <summary>The number of values that it reads.</summary>
    int InputCount { get; }

    /// <summary>The number of values that it gives.</summary>
    int OutputCount { get; }

    /// <summary>The attribute, the node's own or else its operation's default; null when neither gives it.</summary>
    AttributeDocument? FindAttribute(string name);

    /// <summary>What is known of the shape of a value that it reads.</summary>
    InferredShape InputShape(int index);

    /// <summary>What is known of the shape of the variable whose handle a value is.</summary>
    InferredShape HeldShape(int index);

    /// <summary>What is known of the elements of an input, a scalar or vector of integers; null where that is nothing.</summary>
    Dimension[]? InputElements(int index);

    /// <summary>The elements of an input of integers, of any shape, row by row; null where they are not the same in every call, or more than <see cref="ShapeRule.MostElements"/>.</summary>
    long[]? InputConstant(int index);
}
