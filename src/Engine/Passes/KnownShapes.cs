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

    /// <summary>Whether two values are likely to have the same shape: nothing that is known speaks against it, and neither is known to be stretched.</summary>
    public static bool MayAgree(NodeOutput value, NodeOutput other)
    {
        InferredShape shape = Of(value), second = Of(other);
        bool agrees = shape.HasRank && shape.Rank == second.Rank;
        for (int axis = 0; agrees && axis < shape.Rank; axis++)
        {
            Dimension length = shape[axis], otherLength = second[axis];
            agrees = length == otherLength || (length.MayEqual(otherLength) && length != (Dimension)1 && otherLength != (Dimension)1);
        }

        return agrees;
    }

    /// <summary>Whether two values have the same shape in every call: lengths and symbols are the same where they are equal; of others nothing is known.</summary>
    public static bool Agree(NodeOutput value, NodeOutput other) =>
        Of(value) is { HasRank: true } shape && Of(other) is { HasRank: true } second && shape.Dimensions.SequenceEqual(second.Dimensions) && !shape.Dimensions.Contains(Dimension.Unknown);
}
