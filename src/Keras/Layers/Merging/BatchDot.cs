using TypedModels.Formats;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Merging;

/// <summary>The product of two tensors along an axis of each, for each element of the batch (<c>batch_dot</c> in <c>keras/src/layers/merging/dot.py</c>).</summary>
internal static class BatchDot
{
    /// <summary>Adds the product.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="left">One tensor.</param>
    /// <param name="right">The other.</param>
    /// <param name="axes">The axis of each that is summed over; below 0 counted from the last.</param>
    /// <exception cref="ModelFormatException">The axes do not fit.</exception>
    public static GraphTensor Apply(LayerGraph graph, GraphTensor left, GraphTensor right, (int Left, int Right) axes)
    {
        if (left.Rank < 2 || right.Rank < 2)
        {
            throw KerasFault.Damaged($"it multiplies {left.Shape} with {right.Shape}, and each needs a batch and a further axis");
        }

        var (leftAxis, rightAxis) = (Axes.Counted(axes.Left, left.Rank), Axes.Counted(axes.Right, right.Rank));
        if (leftAxis == 0 || rightAxis == 0)
        {
            throw KerasFault.Damaged("it sums over the batch, axis 0");
        }

        if (left.Length(leftAxis) is { } one && right.Length(rightAxis) is { } other && one != other)
        {
            throw KerasFault.Damaged($"it sums over axis {leftAxis} of {left.Shape} and axis {rightAxis} of {right.Shape}, whose lengths differ");
        }

        var product = Multiply(graph, left, right, leftAxis, rightAxis);
        int[] leftKept = [.. Enumerable.Range(1, left.Rank - 1).Where(axis => axis != leftAxis)];
        int[] rightKept = [.. Enumerable.Range(1, right.Rank - 1).Where(axis => axis != rightAxis)];
        if (leftKept.Length <= 1 && rightKept.Length <= 1)
        {
            return leftKept.Length == 0 ? graph.Squeeze(product, 1) : rightKept.Length == 0 ? graph.Squeeze(product, 2) : product;
        }

        return graph.Reshape(product, [graph.LengthOf(left, 0), .. leftKept.Select(axis => graph.LengthOf(left, axis)), .. rightKept.Select(axis => graph.LengthOf(right, axis))]);
    }

    // [batch, rows, inner] · [batch, inner, columns]; of three axes none has to move, for the product takes them either way.
    private static GraphTensor Multiply(LayerGraph graph, GraphTensor left, GraphTensor right, int leftAxis, int rightAxis)
    {
        bool turnsLeft = left.Rank == 3 && leftAxis == 1;
        bool turnsRight = right.Rank == 3 && rightAxis == 2;
        var first = turnsLeft ? left : AsMatrices(graph, left, leftAxis, innerFirst: false);
        var second = turnsRight ? right : AsMatrices(graph, right, rightAxis, innerFirst: true);
        return graph.Node("BatchMatMulV2").Input(first).Input(second).With("adj_x", turnsLeft).With("adj_y", turnsRight).Output();
    }

    private static GraphTensor AsMatrices(LayerGraph graph, GraphTensor value, int axis, bool innerFirst)
    {
        if (value.Rank == 2)
        {
            return graph.ExpandDims(value, innerFirst ? 2 : 1);
        }

        int[] kept = [.. Enumerable.Range(1, value.Rank - 1).Where(other => other != axis)];
        int[] order = innerFirst ? [0, axis, .. kept] : [0, .. kept, axis];
        var moved = graph.Transpose(value, order);
        if (value.Rank == 3)
        {
            return moved;
        }

        var inner = graph.LengthOf(value, axis);
        var others = graph.Product([.. kept.Select(other => graph.LengthOf(value, other))]);
        return graph.Reshape(moved, [graph.LengthOf(value, 0), innerFirst ? inner : others, innerFirst ? others : inner]);
    }
}
