using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>Operations of one tensor, element by element.</summary>
internal sealed class UnaryCases : CaseFamily
{
    private static readonly string[] s_names =
    [
        "Abs", "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atanh", "BesselI0", "BesselI0e", "BesselI1", "BesselI1e", "BesselJ0", "BesselJ1", "BesselK0", "BesselK0e", "BesselK1", "BesselK1e",
        "BesselY0", "BesselY1", "Ceil", "Conj", "Cos", "Cosh", "Dawsn", "Digamma", "Erf", "Erfc", "Erfinv", "Exp", "Expint", "Expm1", "Floor", "FresnelCos", "FresnelSin", "Inv", "Invert", "IsFinite", "IsInf", "IsNan",
        "Lgamma", "Log", "Log1p", "Ndtri", "Neg", "OnesLike", "PopulationCount", "Reciprocal", "Rint", "Round", "Rsqrt", "Sigmoid", "Sign", "Sin", "Sinh", "Spence", "Sqrt", "Square", "Tan", "Tanh", "ZerosLike",
        "Identity", "StopGradient", "PreventGradient", "Snapshot", "DeepCopy", "CheckNumerics", "Relu", "Relu6", "Elu", "Selu", "Softplus", "Softsign", "LeakyRelu",
    ];

    protected override void AddCases()
    {
        foreach (string operation in s_names)
        {
            foreach (var type in Types(operation))
            {
                Add(operation, type);
            }
        }

        foreach (var type in Types("LeakyRelu"))
        {
            Add("LeakyRelu", [Edges(type)], ("alpha", 0f));
            Add("LeakyRelu", [Edges(type)], ("alpha", 1.5f));
            Add("LeakyRelu", [Edges(type)], ("alpha", -0.5f));
        }

        Add("LogicalNot", [Bools(true, false)]);
        Add("LogicalNot", [Scalar(DataType.Bool, 1)]);
        Add("LogicalNot", [Empty(DataType.Bool, 0, 2)]);
        foreach (string operation in new[] { "Real", "Imag", "Angle", "ComplexAbs" })
        {
            foreach (var (type, part) in new[] { (DataType.Complex64, DataType.Float), (DataType.Complex128, DataType.Double) })
            {
                Add(operation, [Edges(type)], ("Tout", part));
                Add(operation, [Random(type, 3, 5)], ("Tout", part));
                Add(operation, [Empty(type, 0)], ("Tout", part));
            }
        }

        foreach (var type in new[] { DataType.Float, DataType.Double })
        {
            var result = type == DataType.Float ? DataType.Complex64 : DataType.Complex128;
            Add("Complex", [Edges(type), Scalar(type, 2)], ("Tout", result));
            Add("Complex", [Random(type, 3, 1), Random(type, 1, 4)], ("Tout", result));
            Add("Complex", [Random(type, 3), Random(type, 4)], ("Tout", result));
            Add("Complex", [Empty(type, 0), Scalar(type, 2)], ("Tout", result));
        }
    }

    private void Add(string operation, DataType type)
    {
        (string, object)[] attributes = operation == "CheckNumerics" ? [("message", "checked")] : [];
        Add(operation, [Edges(type)], attributes);
        Add(operation, [Random(type, 3, 7)], attributes);
        if (IsFloating(type) || IsComplex(type))
        {
            Add(operation, [Between(type, -1, 1, 37)], attributes);
            Add(operation, [Between(type, 0, 40, 5, 9)], attributes);
        }

        if (type is DataType.Float or DataType.Int32)
        {
            foreach (long[] shape in EdgeShapes)
            {
                Add(operation, [Random(type, shape)], attributes);
            }
        }
    }
}
