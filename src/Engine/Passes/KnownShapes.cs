using TypedModels.Engine.Graphs;
using TypedModels.Engine.Shapes;
using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Passes;

/// <summary>What passes ask of the shapes that were inferred.</summary>
internal static class KnownShapes
{
    /// <summary>What is known of a value's shape.</summary>
    public static InferredShape Of(NodeOutput value) =>
        value.Constant is { } constant ? InferredShape.Of(constant.Shape) : value.Node.Shapes is { } shapes && value.Index < shapes.Length ? shapes[value.Index] : InferredShape.Unknown;

    /// <summary>Whether two values have the same shape in every call: lengths and symbols are the same where they are equal; of others nothing is known.</summary>
    public static bool Agree(NodeOutput value, NodeOutput other) =>
        Of(value) is { HasRank: true } shape && Of(other) is { HasRank: true } second && shape.Dimensions.SequenceEqual(second.Dimensions) && !shape.Dimensions.Contains(Dimension.Unknown);
}
