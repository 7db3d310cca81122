using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels.Neural;

namespace TypedModels.Engine.Passes;

/// <summary>
/// Puts one node in the place of the arithmetic of a layer normalisation: (x − mean) · factor / √(variance + ε) + offset, in the orders that libraries spell it, with or without
/// factors and offsets, and without the mean (by the root of the mean square).
/// </summary>
internal static class RecogniseNormalisations
{
    private const string Operation = "LayerNormalisation";

    /// <summary>Rewrites <paramref name="graph"/>.</summary>
    public static void Apply(Graph graph)
    {
        var order = graph.InOrder();
        if (!order.Exists(node => node.Operation is "Rsqrt" or "Sqrt" or "Pow" or "FusedBatchNormV3"))
        {
            return;
        }

        var readers = new GraphReaders(graph, order);
        foreach (var node in order)
        {
            if (node.OutputTypes is [DataType.Float or DataType.Double])
            {
                Recognise(node, readers);
            }
        }
    }

    private static void Recognise(Node node, GraphReaders readers)
    {
        switch (node.Operation)
        {
            case "Add" or "AddV2":
                _ = Spelt(node, node.Inputs[0], node.Inputs[1], isNegated: false, readers) || Spelt(node, node.Inputs[1], node.Inputs[0], isNegated: false, readers)
                    || Extend(node, node.Inputs[0], node.Inputs[1], readers) || Extend(node, node.Inputs[1], node.Inputs[0], readers);
                break;
            case "Sub":
                _ = Spelt(node, node.Inputs[0], node.Inputs[1], isNegated: true, readers);
                break;
            case "Mul":
                _ = Centred(node, node.Inputs[0], node.Inputs[1], readers) || Centred(node, node.Inputs[1], node.Inputs[0], readers)
                    || Extend(node, node.Inputs[0], node.Inputs[1], readers) || Extend(node, node.Inputs[1], node.Inputs[0], readers);
                break;
            case "RealDiv":
                _ = Spread.OfRoot(node.Inputs[1]) is { } spread && Subtracts(node.Inputs[0], spread) && Replace(node, spread, null, null, readers);
                break;
            case "Reshape":
                BatchedRows.Recognise(node, Operation, readers);
                break;
        }
    }

    /// <summary>x · s + (offset − mean · s), where s is the inverse root, times factors or not.</summary>
    private static bool Spelt(Node node, NodeOutput scaled, NodeOutput rest, bool isNegated, GraphReaders readers)
    {
        if (scaled.Node is not { Operation: "Mul" } product)
        {
            return false;
        }

        foreach (var (x, scale) in new[] { (product.Inputs[0], product.Inputs[1]), (product.Inputs[1], product.Inputs[0]) })
        {
            if (Scale(scale) is var (spread, factors) && spread.Value == x && spread.Mean is { } mean && Offset(rest, mean, scale, isNegated) is var (isOffset, offsets) && isOffset)
            {
                return Replace(node, spread, factors, offsets, readers);
            }
        }

        return false;
    }

    /// <summary>What is added beside −mean · scale; nothing counts too.</summary>
    private static (bool IsOffset, NodeOutput? Offsets) Offset(NodeOutput rest, NodeOutput mean, NodeOutput scale, bool isNegated)
    {
        if (isNegated)
        {
            return (IsProduct(rest, mean, scale), null);
        }

        var node = rest.Node;
        return node.Operation switch
        {
            "Sub" => (IsProduct(node.Inputs[1], mean, scale), node.Inputs[0]),
            "Add" or "AddV2" when IsNegatedProduct(node.Inputs[0], mean, scale) => (true, node.Inputs[1]),
            "Add" or "AddV2" => (IsNegatedProduct(node.Inputs[1], mean, scale), node.Inputs[0]),
            _ => (IsNegatedProduct(rest, mean, scale), null),
        };
    }

    private static bool IsNegatedProduct(NodeOutput value, NodeOutput mean, NodeOutput scale) =>
        value.Node.Operation == "Neg" ? IsProduct(value.Node.Inputs[0], mean, scale)
        : value.Node is { Operation: "Mul" } product && ((IsNegated(product.Inputs[0], mean) && product.Inputs[1] == scale) || (IsNegated(product.Inputs[1], mean) && product.Inputs[0] == scale));

    private static bool IsNegated(NodeOutput value, NodeOutput of) => value.Node.Operation == "Neg" && value.Node.Inputs[0] == of;

    private static bool IsProduct(NodeOutput value, NodeOutput mean, NodeOutput scale) =>
        value.Node is { Operation: "Mul" } product && ((product.Inputs[0] == mean && product.Inputs[1] == scale) || (product.Inputs[1] == mean && product.Inputs[0] == scale));

    /// <summary>(x − mean) · s, or x · s by the root of the mean square.</summary>
    private static bool Centred(Node node, NodeOutput value, NodeOutput scale, GraphReaders readers) =>
        Scale(scale) is var (spread, factors) && Subtracts(value, spread) && Replace(node, spread, factors, null, readers);

    private static bool Subtracts(NodeOutput value, Spread spread) =>
        spread.Mean is not { } mean ? value == spread.Value
        : value.Node is { Operation: "Sub" } difference && difference.Inputs[0] == spread.Value && difference.Inputs[1] == mean;

    /// <summary>The inverse root that a value is, times factors or not.</summary>
    private static (Spread Spread, NodeOutput? Factors)? Scale(NodeOutput value)
    {
        if (Spread.OfInverse(value) is { } spread)
        {
            return (spread, null);
        }

        return value.Node is not { Operation: "Mul" } product ? null
            : Spread.OfInverse(product.Inputs[0]) is { } first ? (first, product.Inputs[1])
            : Spread.OfInverse(product.Inputs[1]) is { } second ? (second, product.Inputs[0]) : null;
    }

    /// <summary>Factors behind a normalisation that has none, or offsets.</summary>
    private static bool Extend(Node node, NodeOutput value, NodeOutput other, GraphReaders readers)
    {
        if (value.Node.Form is not NormalisationForm form || form.HasOffsets || (node.Operation == "Mul" && form.HasFactors) || readers.Only(value) is null || RankOf(other, form.Axes, value) is not { } rank)
        {
            return false;
        }

        form = form with { HasFactors = form.HasFactors || node.Operation == "Mul", HasOffsets = node.Operation != "Mul", LeastRank = Math.Max(form.LeastRank, rank) };
        return readers.TryReplace(node, Operation, form, [.. value.Node.Inputs, other]);
    }

    private static bool Replace(Node node, Spread spread, NodeOutput? factors, NodeOutput? offsets, GraphReaders readers)
    {
        int rank = 0;
        foreach (var extra in new[] { factors, offsets })
        {
            if (extra is { } value)
            {
                if (RankOf(value, spread.Axes, spread.Value) is not { } least)
                {
                    return false;
                }

                rank = Math.Max(rank, least);
            }
        }

        var form = new NormalisationForm(spread.Mean is not null, spread.Epsilon, spread.Axes, spread.FirstAxis, rank, factors is not null, offsets is not null);
        NodeOutput[] inputs = [spread.Value, .. factors is { } factor ? [factor] : Array.Empty<NodeOutput>(), .. offsets is { } offset ? [offset] : Array.Empty<NodeOutput>()];
        return readers.TryReplace(node, Operation, form, inputs);
    }

    /// <summary>The axes of a constant that has an element for each of a row, and axes of length one before them; null for others.</summary>
    private static int? RankOf(NodeOutput value, int axes, NodeOutput normalised)
    {
        if (value.Constant is not { } constant || value.Node.ControlInputs.Count > 0 || constant.Rank < axes || constant.Type != normalised.Type)
        {
            return null;
        }

        // A length of one would be stretched to the row's, which only a call knows.
        return constant.Shape.Product(0, constant.Rank - axes) == 1 && !constant.Shape.Lengths[^axes..].ContainsAny(0, 1) ? constant.Rank : null;
    }
}
