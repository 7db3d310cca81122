using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;
using TypedModels.Keras.Layers.Merging;

namespace TypedModels.Keras.Layers.Operations;

/// <summary>Products of matrices and tensors.</summary>
internal static class MatrixFunctions
{
    /// <summary>Adds them.</summary>
    public static void AddTo(FunctionTable table)
    {
        table.Add("Matmul", "matmul", MatMul);
        table.Add("Dot", "dot", Dot);
        table.Add("Inner", "", call => Contract(call, (left, right) => ([left.Rank - 1], [right.Rank - 1])));
        table.Add("Outer", "", Outer);
        table.Add("Tensordot", "tensordot", call => Contract(call, (left, right) => AxesOf(call, left, right)));
        table.Add("Einsum", "einsum", Einsum);
        table.Add("", "batch_dot", BatchDotOf);
        table.Add("Inv", "inv", call => call.Graph.Add("MatrixInverse", call.FloatingInput));
        table.Add("Det", "det", call => call.Graph.Add("MatrixDeterminant", call.FloatingInput));
        table.Add("Cholesky", "cholesky", call => call.Graph.Add("Cholesky", call.FloatingInput));
    }

    private static GraphTensor MatMul(OperationCall call)
    {
        var graph = call.Graph;
        call.Refuse("a_is_sparse", "b_is_sparse", "adjoint_a", "adjoint_b");
        var (left, right) = call.Pair();
        if (left.Rank == 0 || right.Rank == 0)
        {
            throw KerasFault.Damaged($"it multiplies {left.Shape} with {right.Shape}, and one is no matrix");
        }

        var (isRow, isColumn) = (left.Rank == 1, right.Rank == 1);
        left = isRow ? graph.ExpandDims(left, 0) : left;
        right = isColumn ? graph.ExpandDims(right, 1) : right;
        bool turnsLeft = call.Flag(false, "transpose_a"), turnsRight = call.Flag(false, "transpose_b");
        var product = !turnsLeft && !turnsRight && right.Rank == 2 && right.Length(0) is not null ? graph.MatMul(left, right)
            : graph.Node("BatchMatMulV2").Input(left).Input(right).With("adj_x", turnsLeft).With("adj_y", turnsRight).Output();
        product = isColumn ? graph.Squeeze(product, product.Rank - 1) : product;
        return isRow ? graph.Squeeze(product, product.Rank - (isColumn ? 1 : 2)) : product;
    }

    // numpy.dot: the last axis of one with the last but one of the other.
    private static GraphTensor Dot(OperationCall call)
    {
        var (first, second) = call.Pair();
        return first.Rank == 0 || second.Rank == 0
            ? call.Graph.Add("Mul", first, second)
            : Contract(call, (left, right) => ([left.Rank - 1], [Math.Max(right.Rank - 2, 0)]));
    }

    private static GraphTensor Outer(OperationCall call)
    {
        var (left, right) = call.Pair();
        return call.Graph.Add("Mul", call.Graph.Reshape(left, -1, 1), call.Graph.Reshape(right, 1, -1));
    }

    private static GraphTensor Einsum(OperationCall call)
    {
        string equation = (call.Constant(-1, "subscripts", "equation") ?? throw KerasFault.Unsupported("tf.einsum is saved without its tensors")).Text.Replace(" ", "");
        List<LayerArgument> operands = [];
        for (int place = 0; place < call.Count; place++)
        {
            operands.Add(call.Find(place)!);
        }

        var type = call.TypeOf(operands);
        string inputs = equation.Split(["->"], StringSplitOptions.None)[0];
        GraphTensor[] tensors = [.. operands.Select(operand => call.ToTensor(operand, type))];
        string[] terms = inputs.Split(',');
        bool fits = operands.Count > 0 && terms.Length == operands.Count && terms.Zip(tensors, (term, tensor) => term.Contains("...") || term.Length == tensor.Rank).All(fits => fits)
            && equation.All(letter => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or ',' or '.' or '-' or '>');
        return fits
            ? call.Graph.Node("Einsum").Input(tensors).With("equation", equation.Contains("->") ? equation : equation + "->" + Implied(inputs)).Output()
            : throw OperationCall.Wrong($"an equation of {operands.Count} tensors", "subscripts");
    }

    // Without an arrow the result has the letters that stand once, in the order of the alphabet.
    private static string Implied(string inputs) => (inputs.Contains("...") ? "..." : "")
        + new string([.. inputs.Where(char.IsLetter).GroupBy(letter => letter).Where(group => group.Count() == 1).Select(group => group.Key).OrderBy(letter => letter)]);

    private static (int[] Left, int[] Right) AxesOf(OperationCall call, GraphTensor left, GraphTensor right)
    {
        var given = JsonTensor.Read(call.Constant(-1, "axes") ?? Formats.Json.JsonValue.Of(2));
        int[] axes = [.. given.Values.Select(value => checked((int)value))];
        return given.Shape.Rank switch
        {
            0 when axes[0] >= 0 && axes[0] <= Math.Min(left.Rank, right.Rank) => ([.. Enumerable.Range(left.Rank - axes[0], axes[0])], [.. Enumerable.Range(0, axes[0])]),
            1 when axes.Length == 2 => ([axes[0]], [axes[1]]),
            2 when given.Shape.Dimensions[0] == 2 => ([.. axes.Take(axes.Length / 2)], [.. axes.Skip(axes.Length / 2)]),
            _ => throw OperationCall.Wrong("a number of axes, or the axes of both tensors", "axes"),
        };
    }

    // The axes that are summed over go to the inside, and both become matrices.
    private static GraphTensor Contract(OperationCall call, Func<GraphTensor, GraphTensor, (int[] Left, int[] Right)> axesOf)
    {
        var graph = call.Graph;
        var (left, right) = call.Pair();
        var (leftAxes, rightAxes) = axesOf(left, right);
        (leftAxes, rightAxes) = (Axes.Counted(leftAxes, left.Rank), Axes.Counted(rightAxes, right.Rank));
        if (leftAxes.Length != rightAxes.Length || leftAxes.Zip(rightAxes, (one, other) => left.Length(one) is { } length && right.Length(other) is { } same && length != same).Any(differ => differ))
        {
            throw KerasFault.Damaged($"it sums over the axes {string.Join(", ", leftAxes)} of {left.Shape} and {string.Join(", ", rightAxes)} of {right.Shape}");
        }

        int[] leftKept = [.. Enumerable.Range(0, left.Rank).Except(leftAxes)], rightKept = [.. Enumerable.Range(0, right.Rank).Except(rightAxes)];
        var inner = Product(graph, left, leftAxes);
        var first = graph.Reshape(graph.Transpose(left, [.. leftKept, .. leftAxes]), [Product(graph, left, leftKept), inner]);
        var second = graph.Reshape(graph.Transpose(right, [.. rightAxes, .. rightKept]), [inner, Product(graph, right, rightKept)]);
        var product = graph.Add("MatMul", first, second);
        GraphTensor[] lengths = [.. leftKept.Select(axis => graph.LengthOf(left, axis)), .. rightKept.Select(axis => graph.LengthOf(right, axis))];
        return lengths.Length == 0 ? graph.Reshape(product) : graph.Reshape(product, lengths);
    }

    private static GraphTensor Product(LayerGraph graph, GraphTensor value, int[] axes) => graph.Product([.. axes.Select(axis => graph.LengthOf(value, axis))]);

    private static GraphTensor BatchDotOf(OperationCall call)
    {
        var (left, right) = call.Pair();
        int[] axes = call.OptionalIntegers(-1, "axes") ?? [left.Rank - 1, right.Rank == 2 ? 1 : right.Rank - 2];
        return axes.Length is 1 or 2 ? BatchDot.Apply(call.Graph, left, right, (axes[0], axes[axes.Length - 1])) : throw OperationCall.Wrong("two axes", "axes");
    }
}
