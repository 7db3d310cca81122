namespace TypedModels.Formats.Shapes.Rules;

/// <summary>What is known beforehand of the shapes that operations on elements, and reductions, give.</summary>
internal static class ElementwiseShapes
{
    private static readonly string[] s_same =
    [
        "Identity", "RefIdentity", "StopGradient", "PreventGradient", "Snapshot", "Enter", "Exit", "NextIteration", "RefEnter", "RefExit", "RefNextIteration", "LoopCond", "Cast", "LogicalNot", "Invert", "Abs", "Neg", "Sign", "Square", "Reciprocal", "Inv",
        "Exp", "Expm1", "Log", "Log1p", "Sqrt", "Rsqrt", "Sin", "Cos", "Tanh", "Floor", "Ceil", "Round", "Rint", "IsNan", "IsInf", "IsFinite", "Sigmoid", "Relu", "Relu6", "Elu", "Selu",
        "Softplus", "Softsign", "LeakyRelu", "Softmax", "LogSoftmax", "LRN", "BiasAdd", "BiasAddV1", "StringLower", "StringUpper", "StringStrip", "StaticRegexReplace", "AsString",
        "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atanh", "Cosh", "Sinh", "Tan", "Erf", "Erfc", "Erfinv", "Lgamma", "Digamma", "Cumsum", "Cumprod", "ZerosLike", "OnesLike", "ClipByValue",
        "Real", "Imag", "Angle", "ComplexAbs", "Conj", "CheckNumerics", "CheckNumericsV2", "CumulativeLogsumexp", "Bucketize", "PopulationCount", "ApproximateEqual",
        "Ndtri", "BesselI0", "BesselI0e", "BesselI1", "BesselI1e", "BesselJ0", "BesselJ1", "BesselK0", "BesselK0e", "BesselK1", "BesselK1e", "BesselY0", "BesselY1", "Dawsn", "Expint",
        "FresnelCos", "FresnelSin", "Spence", "SigmoidGrad", "TanhGrad", "SqrtGrad", "RsqrtGrad", "InvGrad", "ReciprocalGrad", "ReluGrad", "Relu6Grad", "EluGrad", "SeluGrad", "LeakyReluGrad",
        "SoftplusGrad", "SoftsignGrad", "AdjustContrastv2", "AdjustHue", "AdjustSaturation", "RGBToHSV", "HSVToRGB",
        "FakeQuantWithMinMaxArgs", "FakeQuantWithMinMaxVars", "FakeQuantWithMinMaxVarsPerChannel",
    ];

    private static readonly string[] s_broadcast =
    [
        "Add", "AddV2", "Sub", "Mul", "Div", "RealDiv", "TruncateDiv", "FloorDiv", "DivNoNan", "MulNoNan", "Mod", "TruncateMod", "FloorMod", "SquaredDifference", "Maximum", "Minimum", "Pow",
        "Xlogy", "Xlog1py", "Xdivy", "Atan2", "Less", "LessEqual", "Greater", "GreaterEqual", "Equal", "NotEqual", "LogicalAnd", "LogicalOr", "BitwiseAnd", "BitwiseOr", "BitwiseXor",
        "LeftShift", "RightShift", "Complex", "NextAfter", "Igamma", "Igammac", "IgammaGradA", "RandomGammaGrad", "Polygamma", "Zeta",
    ];

    /// <summary>Adds the rules.</summary>
    public static void AddTo(ShapeRules rules)
    {
        rules.Add(s_same, node => node.InputShape(0));
        rules.AddAll(["IdentityN"], node => [.. Enumerable.Range(0, node.OutputCount).Select(node.InputShape)]);
        rules.Add(["EnsureShape"], node => InferredShape.Of(node.Shape("shape")).And(node.InputShape(0)));
        rules.Add(s_broadcast, Broadcast);
        rules.Add(["SelectV2"], node => node.InputShape(0).Broadcast(node.InputShape(1)).Broadcast(node.InputShape(2)));
        rules.Add(["Select"], node => node.InputShape(1).And(node.InputShape(2)));
        rules.Add(["Sum", "Mean", "Prod", "Max", "Min", "EuclideanNorm", "All", "Any"], node => Reduce(node, node.InputElements(1), node.Flag("keep_dims")));
        rules.Add(["ArgMax", "ArgMin"], node => Reduce(node, node.InputElements(1) ?? (node.InputCount < 2 ? [0L] : null), keepsAxes: false));
        rules.Add(["AddN"], node => Enumerable.Range(0, node.InputCount).Select(node.InputShape).Aggregate((left, right) => left.And(right)));
        rules.Add(["LookupTableFind", "LookupTableFindV2"], node => node.InputShape(2).Rank == 0 ? node.InputShape(1) : InferredShape.Unknown);
        rules.Add(["L2Loss"], _ => InferredShape.Scalar);
    }

    private static InferredShape Broadcast(IShapeNode node)
    {
        var (left, right) = (node.InputShape(0), node.InputShape(1));
        if (node.Operation is "Equal" or "NotEqual" && !node.Flag("incompatible_shape_error"))
        {
            // Values that do not fit give a single answer.
            return InferredShape.Unknown;
        }

        for (int i = 1; i <= Math.Min(left.Rank, right.Rank); i++)
        {
            var (a, b) = (left[^i], right[^i]);
            if (!a.MayEqual(b) && a.Length != 1 && b.Length != 1)
            {
                throw new ShapeConflictException($"Incompatible shapes: {left} vs. {right}");
            }
        }

        return left.Broadcast(right);
    }

    /// <summary>The shape of what is reduced along axes.</summary>
    public static InferredShape Reduce(IShapeNode node, Dimension[]? axes, bool keepsAxes)
    {
        var shape = node.InputShape(0);
        if (axes is null || axes.Any(axis => !axis.IsKnown || shape.Axis(axis.Length) is null))
        {
            return keepsAxes ? InferredShape.OfRank(shape.Rank) : axes is { Length: 1 } ? InferredShape.OfRank(shape.Rank - 1) : InferredShape.Unknown;
        }

        var reduced = new HashSet<int>(axes.Select(axis => shape.Axis(axis.Length)!.Value));
        var lengths = shape.Dimensions.ToArray().Select((length, axis) => reduced.Contains(axis) ? 1 : length);
        return new([.. lengths.Where((_, axis) => keepsAxes || !reduced.Contains(axis))]);
    }
}
