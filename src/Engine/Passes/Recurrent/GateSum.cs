using TypedModels.Engine.Graphs;

namespace TypedModels.Engine.Passes.Recurrent;

/// <summary>
/// A value as a sum of columns of products with known matrices and of known numbers. The sum may have been made before the columns were taken apart, or behind.
/// </summary>
internal sealed class GateSum
{
    // No gate is deeper.
    private const int MostDepth = 12;

    private readonly NodeOutput _input;
    private readonly List<GateProduct> _products = [];
    private readonly List<GateBias> _biases = [];
    private readonly List<Node> _others = [];

    private GateSum(NodeOutput input, int columns)
    {
        _input = input;
        Columns = columns;
    }

    /// <summary>The columns of the value.</summary>
    public int Columns { get; }

    /// <summary>The products.</summary>
    public IReadOnlyList<GateProduct> Products => _products;

    /// <summary>The numbers.</summary>
    public IReadOnlyList<GateBias> Biases => _biases;

    /// <summary>Values that are multiplied element by element.</summary>
    public IReadOnlyList<Node> Others => _others;

    /// <summary>Takes a value apart, or gives null where it is made in another way.</summary>
    /// <param name="value">The value.</param>
    /// <param name="input">The input of a step, which may be a summand itself.</param>
    /// <param name="size">The columns that it has where nothing else says it; 0 for unknown.</param>
    public static GateSum? Of(NodeOutput value, NodeOutput input, int size = 0)
    {
        int columns = ColumnsOf(value, 0) is > 0 and var known ? known : size;
        var sum = new GateSum(input, columns);
        return columns > 0 && sum.Add(value, 0, columns, 0) ? sum : null;
    }

    /// <summary>The product with a value where there is exactly one, else null.</summary>
    public GateProduct? With(NodeOutput left) => _products.Where(product => product.Left == left).ToArray() is [var only] ? only : null;

    private bool Add(NodeOutput value, int start, int count, int depth)
    {
        var node = value.Node;
        if (value == _input)
        {
            _products.Add(new GateProduct(value, null, start));
            return true;
        }

        if (value.Constant is { Type: DataType.Float, Rank: 1 } constant)
        {
            _biases.Add(new GateBias(constant, start));
            return start + count <= constant.Count;
        }

        if (node.ControlInputs.Count > 0 || depth == MostDepth || value.Type != DataType.Float)
        {
            return false;
        }

        int columns = ColumnsOf(value, depth);
        switch (node.Operation)
        {
            case "Mul" when start == 0 && (columns == 0 || count == columns):
                _others.Add(node);
                return true;
            case "MatMul" when columns > 0:
                _products.Add(new GateProduct(node.Inputs[0], node.Inputs[1].Constant!, start));
                return start + count <= columns;
            case "Add" or "AddV2" or "BiasAdd":
                return node.Inputs.TrueForAll(input => ColumnsOf(input, depth + 1) is var found && (found == columns || (found == 0 && (count == columns || input == _input))) && Add(input, start, count, depth + 1));
            case "Split" when columns == 0:
                _products.Add(new GateProduct(_input, null, value.Index * count, node.OutputTypes.Length));
                return node.Inputs[1] == _input && start == 0 && IsColumns(node.Inputs[0]);
            case "Split":
                return columns > 0 && Add(node.Inputs[1], (value.Index * columns) + start, count, depth + 1);
            case "StridedSlice":
                return Range(node, depth) is { Count: > 0 } range && Add(node.Inputs[0], range.Start + start, count, depth + 1);
            default:
                return false;
        }
    }

    /// <summary>The columns that a value has in all; zero where that is not known.</summary>
    private static int ColumnsOf(NodeOutput value, int depth)
    {
        var node = value.Node;
        if (depth > MostDepth)
        {
            return 0;
        }

        return node.Operation switch
        {
            Node.ConstantOperation => value.Constant is { Type: DataType.Float, Rank: 1 } constant ? constant.Count : 0,
            "MatMul" => node.Inputs[1].Constant is { Type: DataType.Float, Rank: 2 } matrix && !IsSet(node, "transpose_a") && !IsSet(node, "transpose_b") ? matrix[1] : 0,
            "Add" or "AddV2" or "BiasAdd" => ColumnsOf(node.Inputs[0], depth + 1) is > 0 and var columns ? columns : ColumnsOf(node.Inputs[1], depth + 1),
            "Split" => IsColumns(node.Inputs[0]) && ColumnsOf(node.Inputs[1], depth + 1) is var whole && whole % node.OutputTypes.Length == 0 ? whole / node.OutputTypes.Length : 0,
            "StridedSlice" => Range(node, depth)?.Count ?? 0,
            _ => 0,
        };
    }

    private static bool IsColumns(NodeOutput axis) => axis.Constant is { Count: 1, Type: DataType.Int32 } constant && constant.Integer(0) is 1 or -1;

    private static bool IsSet(Node node, string flag) => node.Attributes.Find(flag)?.Bool is true;

    /// <summary>The columns that a slice takes of all rows.</summary>
    private static (int Start, int Count)? Range(Node slice, int depth)
    {
        long Mask(string name) => slice.Attributes.Find(name)?.Integer ?? 0;
        long begin = Mask("begin_mask"), end = Mask("end_mask");
        if ((begin & end & 1) == 0 || Mask("ellipsis_mask") != 0 || Mask("new_axis_mask") != 0 || Mask("shrink_axis_mask") != 0
            || Pair(slice.Inputs[1]) is not { } first || Pair(slice.Inputs[2]) is not { } last || Pair(slice.Inputs[3]) is not (1, 1))
        {
            return null;
        }

        // Only values of two axes are taken: products, or what they are added to.
        int columns = slice.Inputs[0].Constant is null ? ColumnsOf(slice.Inputs[0], depth + 1) : 0;
        long from = (begin & 2) != 0 ? 0 : Place(first.Column, columns), to = (end & 2) != 0 ? columns : Place(last.Column, columns);
        return to > from ? ((int)from, (int)(to - from)) : null;
    }

    private static long Place(long index, int columns) => Math.Clamp(index < 0 ? index + columns : index, 0, columns);

    private static (long Row, long Column)? Pair(NodeOutput value) =>
        value.Constant is { Rank: 1, Count: 2, Type: DataType.Int32 or DataType.Int64 } pair ? (pair.Integer(0), pair.Integer(1)) : null;
}
