using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels.Neural;

namespace TypedModels.Engine.Passes;

/// <summary>
/// Puts one node in the place of attention: two products with a softmax between them, with what scales and masks the scores, and the transposes before and behind. Products may be
/// those of batches of matrices or sums of products, and their axes may lie in any order.
/// </summary>
internal static class RecogniseAttention
{
    // More than any label has.
    private const int FirstOwnLabel = 1000;

    /// <summary>Rewrites <paramref name="graph"/>.</summary>
    public static void Apply(Graph graph)
    {
        var order = graph.InOrder();
        if (!order.Exists(IsSoftmax))
        {
            return;
        }

        var readers = new GraphReaders(graph, order);
        foreach (var node in order.Where(IsSoftmax))
        {
            Recognise(node, readers);
        }
    }

    private static bool IsSoftmax(Node node) => node is { Operation: "Softmax", OutputTypes: [DataType.Float], ControlInputs.Count: 0 };

    private static void Recognise(Node softmax, GraphReaders readers)
    {
        var weights = softmax.Output(0);
        if (readers.Only(weights) is not { } last || LabelledProduct.Of(last) is not { } sums || AttentionScores.Of(softmax.Inputs[0], readers) is not { } scores)
        {
            return;
        }

        bool areLeft = last.Inputs[0] == weights;
        int[] axes = areLeft ? sums.Left : sums.Right, values = areLeft ? sums.Right : sums.Left;
        if (axes.Length != scores.Axes.Length || axes.Length == 0)
        {
            return;
        }

        int[] left = Renamed(scores.Labels.Left, scores.Axes, axes), right = Renamed(scores.Labels.Right, scores.Axes, axes);
        bool isLeftQuery = !left.Contains(axes[^1]);
        int[] queries = isLeftQuery ? left : right, keys = isLeftQuery ? right : left, result = sums.Result;
        if (AttentionRoles.Of(axes, queries, keys, values, result) is not { } roles)
        {
            return;
        }

        double scale = scores.Scale;
        var query = Peel(scores.Product.Inputs[isLeftQuery ? 0 : 1], ref queries, ref scale, readers);
        var key = Peel(scores.Product.Inputs[isLeftQuery ? 1 : 0], ref keys, ref scale, readers);
        double none = 0;
        var value = Peel(last.Inputs[areLeft ? 1 : 0], ref values, ref none, readers);
        if (TakeTransposes(last, ref result, roles.Column, readers) is not { } root || !float.IsFinite((float)scale) || !float.IsFinite((float)scores.MaskScale))
        {
            return;
        }

        var form = new AttentionForm(
            roles.Axes(queries, roles.Query, roles.Depth),
            roles.Axes(keys, roles.Key, roles.Depth),
            roles.Axes(values, roles.Key, roles.Column),
            roles.Axes(result, roles.Query, roles.Column),
            roles.Axes(axes, roles.Query, roles.Key),
            (float)scale,
            (float)scores.MaskScale);
        readers.TryReplace(root, "Attention", form, scores.Mask is { } mask ? [query, key, value, mask] : [query, key, value]);
    }

    private static int[] Renamed(int[] labels, int[] from, int[] to) => Array.ConvertAll(labels, label => Array.IndexOf(from, label) is >= 0 and var at ? to[at] : FirstOwnLabel + label);

    /// <summary>Goes behind transposes, and behind factors where they may go into <paramref name="scale"/>, which is zero where they may not.</summary>
    private static NodeOutput Peel(NodeOutput value, ref int[] labels, ref double scale, GraphReaders readers)
    {
        while (readers.Only(value) is not null)
        {
            if (AttentionScores.Order(value.Node, labels.Length) is { } order)
            {
                var before = new int[labels.Length];
                for (int i = 0; i < order.Length; i++)
                {
                    before[order[i]] = labels[i];
                }

                labels = before;
                value = value.Node.Inputs[0];
            }
            else if (scale != 0 && value.Node.ControlInputs.Count == 0 && Factors.Of(value, readers) is { Values: [var only] } factors && only != value)
            {
                scale *= factors.Number;
                value = only;
            }
            else
            {
                break;
            }
        }

        return value;
    }

    /// <summary>The last node of the product and the transposes behind it of which the columns are still the innermost axis; null when they never are.</summary>
    private static Node? TakeTransposes(Node product, ref int[] labels, int column, GraphReaders readers)
    {
        Node? found = labels[^1] == column ? product : null;
        int[] current = labels;
        for (var node = product; readers.Only(node.Output(0)) is { } reader && AttentionScores.Order(reader, current.Length) is { } order && reader.Inputs[0] == node.Output(0); node = reader)
        {
            int[] before = current;
            current = Array.ConvertAll(order, axis => before[axis]);
            if (current[^1] == column)
            {
                (found, labels) = (reader, current);
            }
        }

        return found;
    }
}
