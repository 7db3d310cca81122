using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>Operations of two or more tensors, element by element, and their broadcasting.</summary>
internal sealed class BinaryCases : CaseFamily
{
    private static readonly string[] s_names =
    [
        "Add", "AddV2", "Sub", "Mul", "Div", "RealDiv", "DivNoNan", "MulNoNan", "FloorDiv", "FloorMod", "Mod", "TruncateDiv", "TruncateMod", "Maximum", "Minimum", "Pow", "SquaredDifference", "Atan2",
        "Xdivy", "Xlogy", "Xlog1py", "Igamma", "Igammac", "IgammaGradA", "Zeta", "Polygamma", "NextAfter", "Equal", "NotEqual", "Less", "LessEqual", "Greater", "GreaterEqual",
        "BitwiseAnd", "BitwiseOr", "BitwiseXor", "LeftShift", "RightShift",
    ];

    private static readonly string[] s_withoutBroadcasting =
    [
        "ApproximateEqual", "ReluGrad", "Relu6Grad", "EluGrad", "SeluGrad", "LeakyReluGrad", "SoftplusGrad", "SoftsignGrad", "SigmoidGrad", "TanhGrad", "SqrtGrad", "RsqrtGrad", "InvGrad", "ReciprocalGrad",
    ];

    protected override void AddCases()
    {
        foreach (string operation in s_names)
        {
            foreach (var type in Types(operation))
            {
                AddBroadcast(operation, type);
            }
        }

        foreach (string operation in s_withoutBroadcasting)
        {
            foreach (var type in Types(operation))
            {
                AddSameShape(operation, type);
            }
        }

        AddLogical();
        AddSelect();
        AddThree();
        AddSums();
        AddBias();
    }

    private void AddBroadcast(string operation, DataType type)
    {
        // Every edge with every edge.
        var edges = operation is "LeftShift" or "RightShift" ? Between(type, 0, 8, 8) : IsWhole(type) && operation is "Pow" ? Between(type, 0, 6, 8) : Few(type);
        Add(operation, [Few(type).As(Few(type).Count, 1), edges.As(1, edges.Count)]);
        Add(operation, [Positive(operation, type, 2, 1, 3), Positive(operation, type, 4, 1)]);
        Add(operation, [Positive(operation, type, 33), Positive(operation, type, 33)]);
        if (type is not (DataType.Float or DataType.Int32 or DataType.String))
        {
            return;
        }

        long[][] shapes = [[], [1], [3], [2, 3], [0], [2, 1], [1, 1, 1], [2, 0]];
        foreach (long[] left in shapes)
        {
            foreach (long[] right in shapes)
            {
                Add(operation, [Positive(operation, type, left), Positive(operation, type, right)]);
            }
        }

        Add(operation, [Positive(operation, type, 2, 1, 3, 1, 2), Positive(operation, type, 1, 4, 1, 5, 1)]);
        Add(operation, [Positive(operation, type, 2, 1, 2, 1, 2, 1), Positive(operation, type, 1, 3, 1, 2, 1, 2)]);
        Add(operation, [Positive(operation, type, 5, 7, 4), Positive(operation, type, 4)]);
        Add(operation, [Positive(operation, type, 5, 7, 4), Positive(operation, type, 5, 1, 4)]);
        Add(operation, [Positive(operation, type, 5, 1, 1), Positive(operation, type, 5, 7, 4)]);
        if (operation is "Equal" or "NotEqual")
        {
            Add(operation, [Random(type, 2), Random(type, 3)], ("incompatible_shape_error", false));
            Add(operation, [Random(type, 2), Random(type, 2)], ("incompatible_shape_error", false));
        }
    }

    private void AddSameShape(string operation, DataType type)
    {
        var few = Few(type);
        double[] index = [.. Enumerable.Range(0, few.Count * few.Count).Select(i => (double)i)];
        Add(operation, [Pick(few, index.Select(i => (int)i / few.Count)), Pick(few, index.Select(i => (int)i % few.Count))]);
        Add(operation, [Random(type, 3, 5), Random(type, 3, 5)]);
        Add(operation, [Random(type, 0), Random(type, 0)]);
        Add(operation, [Random(type, []), Random(type, [])]);
        Add(operation, [Random(type, 3), Random(type, 2)]);
        Add(operation, [Random(type, 3), Random(type, [])]);
    }

    private void AddLogical()
    {
        foreach (string operation in new[] { "LogicalAnd", "LogicalOr" })
        {
            Add(operation, [Bools(false, false, true, true), Bools(false, true, false, true)]);
            Add(operation, [Bools(false, true).As(2, 1), Bools(false, true, true)]);
            Add(operation, [Scalar(DataType.Bool, 1), Bools(false, true, true)]);
            Add(operation, [Bools(), Bools(true)]);
            Add(operation, [Bools(true, false), Bools(true, false, true)]);
        }
    }

    private void AddSelect()
    {
        foreach (var type in AllTypes)
        {
            var some = Random(type, 2, 3);
            Add("Select", [Bools(true, false), some, Edges(type).Count >= 6 ? Pick(Edges(type), Enumerable.Range(0, 6)).As(2, 3) : some]);
            Add("Select", [Bools(true, false, false, true, true, false).As(2, 3), some, Pick(some, [5, 4, 3, 2, 1, 0]).As(2, 3)]);
            Add("Select", [Scalar(DataType.Bool, 0), some, Pick(some, [5, 4, 3, 2, 1, 0]).As(2, 3)]);
            Add("Select", [Bools(true, false, true), some, some]);
            Add("Select", [Bools(), Random(type, 0), Random(type, 0)]);
            Add("SelectV2", [Bools(true, false, true), Random(type, 3), Random(type, 2, 3)]);
            Add("SelectV2", [Bools(true, false).As(2, 1), Random(type, []), Random(type, 3)]);
            Add("SelectV2", [Scalar(DataType.Bool, 1), Random(type, 2, 3), Random(type, 2, 3)]);
            Add("SelectV2", [Scalar(DataType.Bool, 0), Random(type, 2, 1), Random(type, 3)]);
            Add("SelectV2", [Bools(true, false).As(2, 1, 1), Random(type, 3, 1), Random(type, 1, 4)]);
            Add("SelectV2", [Bools(), Random(type, 0), Random(type, [])]);
            Add("SelectV2", [Bools(true, false), Random(type, 3), Random(type, 3)]);
        }
    }

    private void AddThree()
    {
        foreach (var type in Types("ClipByValue"))
        {
            Add("ClipByValue", [Edges(type), Scalar(type, 1), Scalar(type, 5)]);
            Add("ClipByValue", [Random(type, 2, 3), Random(type, 2, 3), Between(type, 2, 6, 2, 3)]);
            Add("ClipByValue", [Random(type, 2, 3), Scalar(type, 0), Between(type, 2, 6, 2, 3)]);
            Add("ClipByValue", [Random(type, 2, 3), Random(type, 3), Scalar(type, 3)]);
            Add("ClipByValue", [Random(type, 4), Scalar(type, 3), Scalar(type, 1)]);
            Add("ClipByValue", [Random(type, 0), Scalar(type, 3), Scalar(type, 1)]);
        }

        foreach (var type in Types("Betainc"))
        {
            Add("Betainc", [Between(type, 0.1, 4, 7), Between(type, 0.1, 4, 7), Between(type, 0, 1, 7)]);
            Add("Betainc", [Scalar(type, 2), Scalar(type, 3), Vector(type, 0, 0.1, 0.5, 1, 1.5, -1, double.NaN)]);
            Add("Betainc", [Scalar(type, 0), Scalar(type, 3), Vector(type, 0, 0.1, 0.5)]);
            Add("Betainc", [Empty(type, 0), Scalar(type, 3), Empty(type, 0)]);
            Add("Betainc", [Random(type, 2), Scalar(type, 3), Random(type, 3)]);
        }

        foreach (var type in Types("Cross"))
        {
            Add("Cross", [Random(type, 4, 3), Random(type, 4, 3)]);
            Add("Cross", [Random(type, 3), Between(type, 0, 3, 3)]);
            Add("Cross", [Random(type, 0, 3), Random(type, 0, 3)]);
            Add("Cross", [Random(type, 2, 2), Random(type, 2, 2)]);
            Add("Cross", [Random(type, 2, 3), Random(type, 1, 3)]);
        }
    }

    private void AddSums()
    {
        foreach (var type in Types("AddN"))
        {
            foreach (int count in new[] { 1, 2, 3, 9, 17 })
            {
                Value[] values = [.. Enumerable.Range(0, count).Select(_ => Random(type, 2, 3))];
                Add("AddN", [values]);
                Add("AccumulateNV2", [values], ("shape", new TensorShape(2, 3)));
            }

            Add("AddN", [new[] { Edges(type), Edges(type) }]);
            Add("AddN", [new[] { Empty(type, 0), Empty(type, 0) }]);
            Add("AddN", [new[] { Random(type, 2), Random(type, 3) }]);
        }
    }

    private void AddBias()
    {
        foreach (var type in Types("BiasAdd"))
        {
            foreach (string format in new[] { "NHWC", "NCHW" })
            {
                Add("BiasAdd", [Random(type, 2, 3), Random(type, 3)], ("data_format", format));
                Add("BiasAdd", [Random(type, 2, 3, 4, 3), Random(type, 3)], ("data_format", format));
                Add("BiasAdd", [Random(type, 2, 3, 5, 4, 3), Random(type, 3)], ("data_format", format));
                Add("BiasAdd", [Random(type, 0, 3), Random(type, 3)], ("data_format", format));
                Add("BiasAdd", [Random(type, 2, 4), Random(type, 3)], ("data_format", format));
                Add("BiasAdd", [Random(type, 3), Random(type, 3)], ("data_format", format));
                Add("BiasAddGrad", [Random(type, 2, 3, 4, 3)], ("data_format", format));
                Add("BiasAddGrad", [Random(type, 2, 3)], ("data_format", format));
                Add("BiasAddGrad", [Random(type, 0, 3)], ("data_format", format));
            }

            Add("BiasAddV1", [Random(type, 2, 3, 4, 3), Random(type, 3)]);
            Add("BiasAddV1", [Random(type, 2, 4), Random(type, 3)]);
        }
    }

    private static bool IsWhole(DataType type) => !IsFloating(type) && !IsComplex(type);

    private Value Positive(string operation, DataType type, params long[] shape) =>
        operation is "Pow" or "LeftShift" or "RightShift" && IsWhole(type) || operation is "FloorDiv" or "Div" or "FloorMod" or "TruncateDiv" or "TruncateMod" or "Mod" && IsWhole(type) ? Between(type, 1, 6, shape) : Random(type, shape);

    // The values that matter in pairs.
    private static Value Few(DataType type) => type switch
    {
        DataType.String => Texts("", "a", "b", "ab", "é"),
        DataType.Bool => Bools(false, true),
        _ when IsFloating(type) || IsComplex(type) =>
            Vector(type, 0, -0.0, 1, -1, 0.5, -2, 2, 3, -3.5, 7.25, 1e-5, 100, -100, 3e4, double.PositiveInfinity, double.NegativeInfinity, double.NaN),
        _ when IsUnsigned(type) => Vector(type, 0, 1, 2, 3, 7, 100, 255, double.MaxValue),
        _ => Vector(type, 0, 1, -1, 2, -2, 3, -3, 7, -7, 100, -100, double.MaxValue, -double.MaxValue),
    };

    private static Value Pick(Value value, IEnumerable<int> indices)
    {
        int[] picked = [.. indices];
        if (value.Texts is { } texts)
        {
            return Value.Of([picked.Length], [.. picked.Select(i => texts[i])]);
        }

        int size = DataTypes.SizeOf(value.Type);
        return new Value(value.Type, [picked.Length], [.. picked.SelectMany(i => value.Bytes.Skip(i * size).Take(size))]);
    }
}
