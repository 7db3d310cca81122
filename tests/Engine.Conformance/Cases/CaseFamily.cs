using System.Text;
using TypedModels.Formats.Operations;

namespace TypedModels.Engine.Conformance.Cases;

/// <summary>The cases of a group of operations. A family builds them in code; the answers of TensorFlow are in a file of the family's name.</summary>
internal abstract class CaseFamily
{
    /// <summary>The element types that tensors of cases can have.</summary>
    protected static readonly DataType[] AllTypes =
    [
        DataType.Float, DataType.Double, DataType.Half, DataType.BFloat16, DataType.Int8, DataType.Int16, DataType.Int32, DataType.Int64,
        DataType.UInt8, DataType.UInt16, DataType.UInt32, DataType.UInt64, DataType.Bool, DataType.Complex64, DataType.Complex128, DataType.String,
    ];

    protected static readonly DataType[] FloatTypes = [DataType.Float, DataType.Double, DataType.Half, DataType.BFloat16];

    protected static readonly DataType[] IndexTypes = [DataType.Int32, DataType.Int64];

    private readonly Lock _gate = new();
    private readonly List<Case> _cases = [];
    private ulong _random = 0x9E3779B97F4A7C15;

    /// <summary>The family's name.</summary>
    public string Name => GetType().Name.Replace("Cases", "", StringComparison.Ordinal);

    /// <summary>All its cases, the same ones each time. Cases that are the same question are one.</summary>
    public IReadOnlyList<Case> Build()
    {
        lock (_gate)
        {
            if (_cases.Count == 0)
            {
                AddCases();
                var seen = new HashSet<ulong>();
                _cases.RemoveAll(question => !seen.Add(question.Key));
            }
        }

        return _cases;
    }

    /// <summary>Adds the cases.</summary>
    protected abstract void AddCases();

    /// <summary>A case of a single node, with all its outputs.</summary>
    protected void Add(string operation, Argument[] arguments, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var graph = new CaseGraph();
        var outputs = graph.Node(operation, arguments, attributes);
        if (outputs.Length == 0)
        {
            outputs = graph.Node("Const", [], [("dtype", DataType.Int32), ("value", Scalar(DataType.Int32, 1))], [graph.Last]);
        }

        Add(operation, graph, outputs);
    }

    /// <summary>A case of a graph that was built by hand.</summary>
    protected void Add(string operation, CaseGraph graph, params ReadOnlySpan<Output> outputs)
    {
        // What is asked for next depends on the case alone, not on the cases before it in the family.
        _cases.Add(new Case(operation, graph, outputs.ToArray()));
        _random = 0x9E3779B97F4A7C15;
    }

    /// <summary>The same for a case that is called several times in one session.</summary>
    protected void AddRuns(string operation, int runs, CaseGraph graph, params ReadOnlySpan<Output> outputs) => _cases.Add(new Case(operation, graph, outputs.ToArray(), runs));

    /// <summary>The element types of <see cref="AllTypes"/> that an operation's definition allows for an attribute.</summary>
    protected static IEnumerable<DataType> Types(string operation, string attribute = "T")
    {
        var allowed = OperationTable.Find(operation)!.Attributes.Single(candidate => candidate.Name == attribute).AllowedTypes;
        return allowed.Length == 0 ? AllTypes : AllTypes.Where(type => Array.IndexOf(allowed, type) >= 0);
    }

    protected static Value Scalar(DataType type, double number) => Value.Of(type, [], [number]);

    protected static Value Vector(DataType type, params double[] numbers) => Value.Of(type, [numbers.Length], numbers);

    protected static Value Ints(params int[] numbers) => Value.Of(DataType.Int32, [numbers.Length], [.. numbers.Select(number => (double)number)]);

    protected static Value Longs(params long[] numbers) => Value.Of(DataType.Int64, [numbers.Length], [.. numbers.Select(number => (double)number)]);

    protected static Value Int(int number) => Scalar(DataType.Int32, number);

    protected static Value Long(long number) => Scalar(DataType.Int64, number);

    protected static Value Float(double number) => Scalar(DataType.Float, number);

    protected static Value Bools(params bool[] values) => Value.Of(DataType.Bool, [values.Length], [.. values.Select(value => value ? 1.0 : 0.0)]);

    protected static Value Text(string text) => Value.Of([], Utf8(text));

    protected static Value Texts(params string[] texts) => Value.Of([texts.Length], [.. texts.Select(Utf8)]);

    /// <summary>A tensor that is part of the graph.</summary>
    protected static Argument Fixed(Value value) => Argument.Constant(value);

    protected static Value Empty(DataType type, params long[] shape) => type == DataType.String ? Value.Of(shape) : Value.Of(type, shape, []);

    /// <summary>The numbers 0, 1, 2 … in a shape.</summary>
    protected static Value Count(DataType type, params long[] shape)
    {
        int count = (int)shape.Aggregate(1L, (product, dimension) => product * dimension);
        return Value.Of(type, shape, [.. Enumerable.Range(0, count).Select(i => (double)i)]);
    }

    /// <summary>Numbers spread over a range; whole ones for integers.</summary>
    protected Value Between(DataType type, double low, double high, params long[] shape)
    {
        int count = (int)shape.Aggregate(1L, (product, dimension) => product * dimension);
        bool isWhole = type is not (DataType.Float or DataType.Double or DataType.Half or DataType.BFloat16 or DataType.Complex64 or DataType.Complex128);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            double number = low + ((high - low) * Next());
            numbers[i] = isWhole ? Math.Floor(number) : number;
        }

        return Value.Of(type, shape, numbers);
    }

    /// <summary>Numbers around zero: from −4 to 4, from 0 for types without a sign.</summary>
    protected Value Random(DataType type, params long[] shape) => Between(type, IsUnsigned(type) ? 0 : type == DataType.Bool ? -3 : -4, type == DataType.Bool ? 2 : 5, shape);

    protected static bool IsUnsigned(DataType type) => type is DataType.UInt8 or DataType.UInt16 or DataType.UInt32 or DataType.UInt64;

    protected static bool IsFloating(DataType type) => FloatTypes.Contains(type);

    protected static bool IsComplex(DataType type) => type is DataType.Complex64 or DataType.Complex128;

    protected static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>The shapes that are easily wrong: nothing, one element with and without axes, one axis of length 1, several axes.</summary>
    protected static long[][] EdgeShapes => [[], [0], [1], [3, 0, 2], [1, 1], [2, 3], [2, 1, 5]];

    /// <summary>The values of a type that are easily wrong, and a few ordinary ones, on one axis.</summary>
    protected static Value Edges(DataType type)
    {
        if (type == DataType.String)
        {
            return Value.Of([9], [], Utf8("a"), Utf8("Hello World"), Utf8("naïve café"), Utf8("日本語 🎉"), [0], [0xFF, 0xFE, 0x41], [0xC3], Utf8("  tab\t "));
        }

        double[] numbers = type switch
        {
            DataType.Bool => [0, 1],
            DataType.Half => [.. s_floatEdges, 6e-8, -6e-8, 6.1e-5, 65504, -65504],
            DataType.BFloat16 or DataType.Float => [.. s_floatEdges, 1e-45, -1e-45, 1.17549435e-38, 3.4e38, -3.4e38],
            DataType.Double or DataType.Complex64 or DataType.Complex128 => [.. s_floatEdges, 5e-324, -5e-324, 2.2250738585072014e-308, double.MaxValue, -double.MaxValue],
            _ => [0, 1, 2, 3, 7, 10, 64, 100, 127, 128, 255, 256, 32767, 65535, int.MaxValue, uint.MaxValue, double.MaxValue, -1, -2, -3, -7, -128, -32768, int.MinValue, -double.MaxValue],
        };
        return Value.Of(type, [numbers.Length], numbers);
    }

    private static readonly double[] s_floatEdges =
    [
        0, -0.0, 1, -1, 0.5, -0.5, 1.5, -1.5, 2.5, -2.5, 2, -2, 3, 0.1, -0.1, 1e-3, 1e-5, -1e-5, 7.25, -7.25, 10, -10, 20, -20, 88, -88, 100, -100, 300, -300, 1000, 12345.678, -12345.678,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    // SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014): the same numbers on every runtime.
    private double Next()
    {
        ulong z = _random += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
