using TypedModels.Engine.Graphs;
using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Passes;

/// <summary>What the elements of rows are divided by in a normalisation: the root of their variance, or of their mean square, plus a small number.</summary>
/// <param name="Value">What is normalised.</param>
/// <param name="Mean">The mean that is taken away first, or null.</param>
/// <param name="Epsilon">The small number.</param>
/// <param name="Axes">How many axes a row has, the innermost ones.</param>
/// <param name="FirstAxis">The position of the first of them, or −1 where the graph counts from the end.</param>
internal sealed record Spread(NodeOutput Value, NodeOutput? Mean, double Epsilon, int Axes, int FirstAxis)
{
    /// <summary>What <paramref name="inverse"/> is the inverse root of, or null when it is none.</summary>
    public static Spread? OfInverse(NodeOutput inverse)
    {
        var node = inverse.Node;
        return node.Operation switch
        {
            "Rsqrt" => OfSquare(node.Inputs[0]),
            "Reciprocal" or "Inv" => OfRoot(node.Inputs[0]),
            "RealDiv" when Factors.Scalar(node.Inputs[0]) == 1 => OfRoot(node.Inputs[1]),
            "Pow" when Factors.Scalar(node.Inputs[1]) == -0.5 => OfSquare(node.Inputs[0]),
            _ => null,
        };
    }

    /// <summary>What <paramref name="root"/> is the root of, or null when it is none.</summary>
    public static Spread? OfRoot(NodeOutput root) => root.Node.Operation == "Sqrt" || (root.Node.Operation == "Pow" && Factors.Scalar(root.Node.Inputs[1]) == 0.5) ? OfSquare(root.Node.Inputs[0]) : null;

    private static Spread? OfSquare(NodeOutput value)
    {
        if (value.Node is not { Operation: "AddV2" or "Add" } sum)
        {
            return null;
        }

        foreach (var (variance, number) in new[] { (sum.Inputs[0], sum.Inputs[1]), (sum.Inputs[1], sum.Inputs[0]) })
        {
            if (Factors.Scalar(number) is { } epsilon && OfVariance(variance, epsilon) is { } spread)
            {
                return spread;
            }
        }

        return null;
    }

    private static Spread? OfVariance(NodeOutput variance, double epsilon)
    {
        // The mean of the squares less the square of the mean.
        if (variance.Node is { Operation: "Sub" } difference && difference.Inputs[1].Node is { Operation: "Square" } square && OfVariance(difference.Inputs[0], epsilon) is { Mean: null } around
            && IsMean(square.Inputs[0], around.Value, around))
        {
            return around with { Mean = square.Inputs[0] };
        }

        if (variance.Node is not { Operation: "Mean" } mean || mean.Attributes.Find("keep_dims")?.Bool is not true || AxesOf(mean) is not var (axes, first) || SquareOf(mean.Inputs[0]) is not var (value, centre))
        {
            return null;
        }

        var found = new Spread(value, null, epsilon, axes, first);
        return centre is null ? found : IsMean(centre.Value, value, found) ? found with { Mean = centre } : null;
    }

    private static (NodeOutput Value, NodeOutput? Centre)? SquareOf(NodeOutput value)
    {
        var node = value.Node;
        NodeOutput? root = node.Operation switch
        {
            "Square" => node.Inputs[0],
            "Mul" when node.Inputs[0] == node.Inputs[1] => node.Inputs[0],
            "Pow" when Factors.Scalar(node.Inputs[1]) == 2 => node.Inputs[0],
            _ => null,
        };
        return node.Operation == "SquaredDifference" ? Order(node.Inputs[0], node.Inputs[1])
            : root is not { } inner ? null
            : inner.Node is { Operation: "Sub" } difference && difference.Inputs[1].Node.Operation == "Mean" ? (difference.Inputs[0], difference.Inputs[1]) : (inner, null);
    }

    private static (NodeOutput Value, NodeOutput? Centre) Order(NodeOutput first, NodeOutput second) => second.Node.Operation == "Mean" && second.Node.Inputs[0] == first ? (first, second) : (second, first);

    private static bool IsMean(NodeOutput mean, NodeOutput value, Spread spread) =>
        mean.Node is { Operation: "Mean" } node && node.Inputs[0] == value && node.Attributes.Find("keep_dims")?.Bool is true && AxesOf(node) is var (axes, first) && axes == spread.Axes && first == spread.FirstAxis;

    /// <summary>How many axes are reduced and where they begin, where they are the innermost ones.</summary>
    private static (int Axes, int First)? AxesOf(Node mean)
    {
        if (mean.Inputs[1].Constant is not { Rank: <= 1, Count: > 0 and <= ShapeRule.MostElements, Type: DataType.Int32 or DataType.Int64 } constant)
        {
            return null;
        }

        long[] axes = [.. Enumerable.Range(0, constant.Count).Select(constant.Integer).Order()];
        for (int i = 1; i < axes.Length; i++)
        {
            if (axes[i] != axes[0] + i)
            {
                return null;
            }
        }

        var value = mean.Inputs[0];
        int rank = KnownShapes.Of(value).Rank;
        return axes[^1] == -1 ? (axes.Length, -1) : axes[0] >= 0 && axes[^1] == rank - 1 ? (axes.Length, (int)axes[0]) : null;
    }
}
