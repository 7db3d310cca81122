using TypedModels.Engine.Graphs;

namespace TypedModels.Engine.Passes;

/// <summary>What a softmax turns into weights: the product of queries and keys, times a number, plus a mask.</summary>
/// <param name="Product">The node of the product.</param>
/// <param name="Labels">The product's labels.</param>
/// <param name="Axes">The labels of the scores' axes: those of the product's result, transposed or not.</param>
/// <param name="Scale">What the product is multiplied by.</param>
/// <param name="Mask">What is added, or null.</param>
/// <param name="MaskScale">What the mask is multiplied by; zero where there is none.</param>
internal sealed record AttentionScores(Node Product, LabelledProduct Labels, int[] Axes, double Scale, NodeOutput? Mask, double MaskScale)
{
    /// <summary>What the scores are made of, or null when they are not made so.</summary>
    public static AttentionScores? Of(NodeOutput value, GraphReaders readers)
    {
        if (WithoutMask(value, readers) is { } plain)
        {
            return plain;
        }

        double scale = 1;
        if (readers.Only(value) is not null && Factors.Of(value, readers) is { Values: [var only] } factors)
        {
            (value, scale) = (only, factors.Number);
        }

        var node = value.Node;
        var found = node.Operation switch
        {
            "Add" or "AddV2" => Masked(node.Inputs[0], node.Inputs[1], 1, readers) ?? Masked(node.Inputs[1], node.Inputs[0], 1, readers),
            "Sub" => Masked(node.Inputs[0], node.Inputs[1], -1, readers),
            _ => null,
        };
        return found is null ? null : found with { Scale = found.Scale * scale, MaskScale = found.MaskScale * scale };
    }

    /// <summary>The order of axes of a transpose that nothing but the next node reads, or null.</summary>
    public static int[]? Order(Node node, int rank)
    {
        if (node is not { Operation: "Transpose", ControlInputs.Count: 0 } || node.Inputs[1].Constant is not { Rank: 1 } order || order.Count != rank)
        {
            return null;
        }

        int[] axes = [.. Enumerable.Range(0, rank).Select(i => (int)(order.Integer(i) < 0 ? order.Integer(i) + rank : order.Integer(i)))];
        return axes.Order().SequenceEqual(Enumerable.Range(0, rank)) ? axes : null;
    }

    private static AttentionScores? Masked(NodeOutput value, NodeOutput mask, double maskScale, GraphReaders readers) =>
        WithoutMask(value, readers) is { } scores && KnownShapes.Of(mask).Rank is >= 0 and var rank && rank <= scores.Axes.Length && mask.Type == DataType.Float
            ? scores with { Mask = mask, MaskScale = maskScale } : null;

    private static AttentionScores? WithoutMask(NodeOutput value, GraphReaders readers)
    {
        double scale = 1;
        var orders = new Stack<int[]>();
        while (LabelledProduct.Of(value.Node) is null)
        {
            if (readers.Only(value) is null)
            {
                return null;
            }

            if (value.Node.Operation == "Transpose" && KnownShapes.Of(value.Node.Inputs[0]).Rank is > 0 and var rank && Order(value.Node, rank) is { } order)
            {
                orders.Push(order);
                value = value.Node.Inputs[0];
            }
            else if (Factors.Of(value, readers) is { Values: [var only] } factors && only != value)
            {
                scale *= factors.Number;
                value = only;
            }
            else
            {
                return null;
            }
        }

        var labels = LabelledProduct.Of(value.Node)!;
        int[] axes = labels.Result;
        while (orders.TryPop(out int[]? order))
        {
            if (order.Length != axes.Length)
            {
                return null;
            }

            int[] before = axes;
            axes = Array.ConvertAll(order, axis => before[axis]);
        }

        return new AttentionScores(value.Node, labels, axes, scale, null, 0);
    }
}
