using System.Text;
using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels.Matrix;
using TypedModels.Engine.Memory;
using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Passes;

/// <summary>
/// Makes products of values of any number of axes with known weights one matrix product, in which all other axes are rows: batched products with one matrix, and sums of products
/// along the innermost axes. What is added to their columns becomes a bias where the columns are several axes.
/// </summary>
/// <param name="budget">Who pays for weights that are put in another order.</param>
internal sealed class LowerDense(MemoryBudget budget)
{
    private const string Operation = "Dense";

    /// <summary>Rewrites <paramref name="graph"/>.</summary>
    public void Apply(Graph graph)
    {
        var order = graph.InOrder();
        if (!order.Exists(node => node.Operation is "Einsum" or "MatMul" or "BatchMatMul" or "BatchMatMulV2" or "BatchMatMulV3"))
        {
            return;
        }

        var readers = new GraphReaders(graph, order);
        foreach (var node in order)
        {
            if (node.OutputTypes is [DataType.Float or DataType.Double])
            {
                Lower(node, readers);
            }
        }
    }

    private void Lower(Node node, GraphReaders readers)
    {
        switch (node.Operation)
        {
            case "BatchMatMul" or "BatchMatMulV2" or "BatchMatMulV3":
                LowerBatch(node, readers);
                break;
            case "Einsum" when node.Inputs.Count == 2:
                _ = LowerSum(node, 0, 1, readers) || LowerSum(node, 1, 0, readers);
                break;
            case "Reshape":
                LowerReshaped(node, readers);
                break;
            case "Add" or "AddV2":
                _ = TakeBias(node, node.Inputs[0], node.Inputs[1], readers) || TakeBias(node, node.Inputs[1], node.Inputs[0], readers);
                break;
        }
    }

    private static void LowerBatch(Node node, GraphReaders readers)
    {
        if (node.Attributes.Find("adj_x")?.Bool is true || Weights(node, 1) is not { Rank: 2 } weights)
        {
            return;
        }

        bool isTransposed = node.Attributes.Find("adj_y")?.Bool is true;
        readers.TryReplace(node, Operation, new DenseForm([weights[isTransposed ? 1 : 0]], [weights[isTransposed ? 0 : 1]], 2, true, null, isTransposed), [.. node.Inputs]);
    }

    /// <summary>A product of matrices between two reshapes, of which the first makes rows of all axes but the last, and the second undoes that.</summary>
    private static void LowerReshaped(Node back, GraphReaders readers)
    {
        var product = back.Inputs[0].Node;
        if (product is not { Operation: "MatMul", Tail: null } || product.Attributes.Find("transpose_a")?.Bool is true || Weights(product, 1) is not { Rank: 2 } weights || product.Inputs[0].Node is not { Operation: "Reshape" } rows)
        {
            return;
        }

        bool isTransposed = product.Attributes.Find("transpose_b")?.Bool is true;
        int depth = weights[isTransposed ? 1 : 0], columns = weights[isTransposed ? 0 : 1];
        InferredShape before = KnownShapes.Of(rows.Inputs[0]), middle = KnownShapes.Of(product.Inputs[0]), after = KnownShapes.Of(back.Output(0));
        int outer = before.Rank - 1;
        if (outer < 0 || before.Rank != after.Rank || middle.Rank != 2 || middle[1] != depth || before[^1] != depth || after[^1] != columns
            || !before.Dimensions[..outer].SequenceEqual(after.Dimensions[..outer]) || before.Dimensions[..outer].Contains(Dimension.Unknown))
        {
            return;
        }

        int[] lengths = [.. before.Dimensions[..outer].ToArray().Select(length => length is { IsKnown: true, Length: <= int.MaxValue } ? (int)length.Length : -1)];
        readers.TryReplace(back, Operation, new DenseForm([depth], [columns], before.Rank, false, lengths, isTransposed), [rows.Inputs[0], product.Inputs[1]], rows.Inputs[1], back.Inputs[1]);
    }

    private bool LowerSum(Node node, int value, int weight, GraphReaders readers)
    {
        if (Weights(node, weight) is not { } weights || node.Attributes.Find("equation")?.Text is not { } text)
        {
            return false;
        }

        var equation = new EinsumEquation(Encoding.UTF8.GetString(text.Span), 2);
        int[] left = equation.Inputs[value], right = equation.Inputs[weight], result = equation.Output;
        int[] inner = [.. left.Where(right.Contains)], columns = [.. right.Where(label => !left.Contains(label))];
        int rows = left.Length - inner.Length;
        bool isRows = rows >= 0 && rows <= result.Length && left.AsSpan(0, rows).SequenceEqual(result.AsSpan(0, rows)) && left.AsSpan(rows).SequenceEqual(inner);
        if (inner.Length == 0 || columns.Length == 0 || !isRows || HasRepeated(left) || HasRepeated(right) || right.Length != weights.Rank || right.Contains(EinsumEquation.Ellipsis)
            || left.AsSpan(Math.Min(1, left.Length)).Contains(EinsumEquation.Ellipsis) || !result.AsSpan(rows).ToArray().Order().SequenceEqual(columns.Order()))
        {
            return false;
        }

        columns = result[rows..];
        bool hasEllipsis = left.Contains(EinsumEquation.Ellipsis);
        var matrix = LabelledWeights.ToMatrix(weights, right, inner, columns, budget, out bool isTransposed);
        var form = new DenseForm(
            [.. inner.Select(label => weights[Array.IndexOf(right, label)])], [.. columns.Select(label => weights[Array.IndexOf(right, label)])], left.Length - (hasEllipsis ? 1 : 0), hasEllipsis, null, isTransposed);
        return readers.TryReplace(node, Operation, form, [node.Inputs[value], Node.OfConstant(node.Name, matrix).Output(0)]);
    }

    private static bool HasRepeated(int[] labels) => labels.Distinct().Count() < labels.Length;

    private static Tensor? Weights(Node node, int input) =>
        node.Inputs[input].Constant is { } weights && weights.Type == node.OutputTypes[0] && node.Inputs[input].Node.ControlInputs.Count == 0 && node.Inputs[1 - input].Type == weights.Type && !weights.Shape.IsEmpty ? weights : null;

    private static bool TakeBias(Node node, NodeOutput product, NodeOutput added, GraphReaders readers)
    {
        if (product.Node is not { Form: DenseForm { Columns.Length: > 1 } form, Tail: null } dense || readers.Only(product) is null || added.Constant is not { IsShared: true } bias || added.Node.ControlInputs.Count > 0
            || bias.Type != product.Type || bias.Rank < form.Columns.Length || bias.Rank > form.ResultRank || bias.Count != form.ColumnCount
            || !bias.Shape.Lengths[^form.Columns.Length..].SequenceEqual(form.Columns))
        {
            return false;
        }

        var line = Tensor.OverShared(bias.Type, new Shape(bias.Count), bias.SharedStorage);
        NodeOutput[] inputs = [.. dense.Inputs, Node.OfConstant(added.Node.Name, line).Output(0)];
        if (!readers.TryReplace(node, Operation, form, inputs))
        {
            return false;
        }

        node.Tail = ProductTail.None with { BiasInput = inputs.Length - 1 };
        return true;
    }
}
