using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Neural;

/// <summary>What the axes of a value are in attention; −1 for what it does not have.</summary>
/// <param name="Rank">The number of axes.</param>
/// <param name="Outer">The axis of the outer of two batches: mostly the sentences.</param>
/// <param name="Inner">The axis of the inner of two batches: mostly the heads.</param>
/// <param name="Row">The axis of the rows: of queries, keys, or values.</param>
/// <param name="Column">The axis of the columns.</param>
internal readonly record struct AttentionAxes(int Rank, int Outer, int Inner, int Row, int Column)
{
    /// <summary>The length of an axis, 1 where there is none.</summary>
    public static int Length(in Shape shape, int axis) => axis < 0 ? 1 : shape[axis];

    /// <summary>From an element to the next along an axis; zero along one of length 1 or none, which is repeated.</summary>
    public static nint Stride(in Shape shape, int axis) => axis < 0 || shape[axis] == 1 ? 0 : shape.Product(axis + 1, shape.Rank);
}
