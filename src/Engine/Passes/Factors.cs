using TypedModels.Engine.Graphs;

namespace TypedModels.Engine.Passes;

/// <summary>A value as a product: a known number times values. Only what nothing else reads is taken apart.</summary>
internal sealed class Factors
{
    // No pattern has more, or deeper ones.
    private const int Most = 8;

    private readonly GraphReaders _readers;
    private readonly List<NodeOutput> _values = [];

    private Factors(GraphReaders readers) => _readers = readers;

    /// <summary>The known number.</summary>
    public double Number { get; private set; } = 1;

    /// <summary>The values; one may be there several times.</summary>
    public IReadOnlyList<NodeOutput> Values => _values;

    /// <summary>Takes a value apart.</summary>
    public static Factors Of(NodeOutput value, GraphReaders readers)
    {
        var factors = new Factors(readers);
        factors.Add(value, 1, depth: 0);
        return factors;
    }

    /// <summary>The other value where there are two of which <paramref name="value"/> is one.</summary>
    public NodeOutput? Beside(NodeOutput value) => _values.Count != 2 ? null : _values[0] == value ? _values[1] : _values[1] == value ? _values[0] : null;

    /// <summary>Whether the values are <paramref name="value"/> so many times.</summary>
    public bool IsPower(NodeOutput value, int exponent) => _values.Count == exponent && _values.TrueForAll(factor => factor == value);

    /// <summary>The number of a constant scalar of float or double, or null.</summary>
    public static double? Scalar(NodeOutput value) => value.Constant is { Rank: 0 } constant && value.Node.ControlInputs.Count == 0
        ? constant.Type switch
        {
            DataType.Float => constant.Span<float>()[0],
            DataType.Double => constant.Span<double>()[0],
            _ => null,
        }
        : null;

    /// <summary>Whether a number is another one as far as floats tell.</summary>
    public static bool IsNear(double? number, double expected) => number is { } value && Math.Abs(value - expected) <= 2e-6 * Math.Abs(expected);

    private void Add(NodeOutput value, int times, int depth)
    {
        if (Scalar(value) is { } scalar)
        {
            Number *= Math.Pow(scalar, times);
            return;
        }

        // The first may have any readers: it stays.
        var node = value.Node;
        if (depth <= Most && (depth == 0 || (node.ControlInputs.Count == 0 && _readers.Only(value) is not null)))
        {
            switch (node.Operation)
            {
                case "Mul":
                    Add(node.Inputs[0], times, depth + 1);
                    Add(node.Inputs[1], times, depth + 1);
                    return;
                case "RealDiv" or "Div" when Scalar(node.Inputs[1]) is { } divisor && divisor != 0:
                    Number /= Math.Pow(divisor, times);
                    Add(node.Inputs[0], times, depth + 1);
                    return;
                case "Neg":
                    Number *= times % 2 == 0 ? 1 : -1;
                    Add(node.Inputs[0], times, depth + 1);
                    return;
                case "Square":
                    Add(node.Inputs[0], 2 * times, depth + 1);
                    return;
                case "Pow" when Scalar(node.Inputs[1]) is 2 or 3:
                    Add(node.Inputs[0], (int)Scalar(node.Inputs[1])! * times, depth + 1);
                    return;
            }
        }

        for (int i = 0; i < times && _values.Count <= Most; i++)
        {
            _values.Add(value);
        }
    }
}
