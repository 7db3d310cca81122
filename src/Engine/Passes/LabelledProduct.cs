using System.Text;
using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels.Matrix;

namespace TypedModels.Engine.Passes;

/// <summary>A product of two values with a label for each axis: of matrices in batches, or a sum of products.</summary>
/// <param name="Left">The labels of the left value's axes.</param>
/// <param name="Right">The labels of the right value's axes.</param>
/// <param name="Result">The labels of the result's axes.</param>
internal sealed record LabelledProduct(int[] Left, int[] Right, int[] Result)
{
    private const int RowLabel = 100;
    private const int ColumnLabel = 101;
    private const int SumLabel = 102;

    /// <summary>The product that a node is, or null when it is none, or one whose number of axes is not known.</summary>
    public static LabelledProduct? Of(Node node)
    {
        if (node is not { Form: null, Tail: null, Inputs.Count: 2, ControlInputs.Count: 0, OutputTypes: [DataType.Float] } || node.Inputs[0].Type != DataType.Float || node.Inputs[1].Type != DataType.Float)
        {
            return null;
        }

        return node.Operation switch
        {
            "BatchMatMul" or "BatchMatMulV2" or "BatchMatMulV3" => OfBatches(node),
            "Einsum" when node.Attributes.Find("equation")?.Text is { } text => OfEquation(Encoding.UTF8.GetString(text.Span)),
            _ => null,
        };
    }

    private static LabelledProduct? OfBatches(Node node)
    {
        int rank = KnownShapes.Of(node.Inputs[0]).Rank;
        if (rank < 2 || KnownShapes.Of(node.Inputs[1]).Rank != rank)
        {
            return null;
        }

        int[] batches = [.. Enumerable.Range(0, rank - 2)];
        bool isLeftTurned = node.Attributes.Find("adj_x")?.Bool is true, isRightTurned = node.Attributes.Find("adj_y")?.Bool is true;
        return new LabelledProduct(
            isLeftTurned ? [.. batches, SumLabel, RowLabel] : [.. batches, RowLabel, SumLabel],
            isRightTurned ? [.. batches, ColumnLabel, SumLabel] : [.. batches, SumLabel, ColumnLabel],
            [.. batches, RowLabel, ColumnLabel]);
    }

    private static LabelledProduct? OfEquation(string text)
    {
        var equation = new EinsumEquation(text, 2);
        int[][] all = [.. equation.Inputs, equation.Output];
        return Array.Exists(all, labels => labels.Contains(EinsumEquation.Ellipsis) || labels.Distinct().Count() < labels.Length) ? null : new LabelledProduct(all[0], all[1], all[2]);
    }
}
