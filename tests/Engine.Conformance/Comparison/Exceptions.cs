using TypedModels.Engine.Conformance.Recording;

namespace TypedModels.Engine.Conformance.Comparison;

/// <summary>Where an engine may differ from TensorFlow's library, and why. Everything else must agree.</summary>
internal static class Exceptions
{
    private static readonly DataType[] s_narrow = [DataType.Half, DataType.BFloat16];

    private static readonly string[] s_sums =
    [
        "Conv", "Conv2D", "Conv3D", "DepthwiseConv2dNative", "DepthwiseConv2dNativeBackpropInput", "DepthwiseConv2dNativeBackpropFilter", "Conv2DBackpropInput", "Conv2DBackpropFilter", "Conv3DBackpropInputV2",
        "AvgPool", "AvgPool3D", "MatMul", "BatchMatMul", "BatchMatMulV2", "BatchMatMulV3", "SparseMatMul", "Einsum", "Sum", "Mean", "Prod", "EuclideanNorm", "L2Loss", "Cumsum", "Cumprod", "CumulativeLogsumexp", "AddN",
        "Softmax", "LogSoftmax", "SoftmaxCrossEntropyWithLogits", "SparseSoftmaxCrossEntropyWithLogits", "FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3", "BatchNormWithGlobalNormalization", "LRN", "BiasAddGrad", "AccumulateNV2",
        "SegmentSum", "SegmentMean", "UnsortedSegmentSum", "SparseSegmentSum", "SparseSegmentMean", "SparseSegmentSqrtN", "TensorScatterAdd", "TensorScatterSub", "ScatterNd", "SparseTensorDenseMatMul",
    ];

    // Which zero is the larger one is open; the others answer −0 differently in each width of Eigen's vectors.
    private static readonly string[] s_zeros = ["Maximum", "Minimum", "Max", "Min", "Sign", "Relu", "Relu6", "Tanh", "Sigmoid", "Xdivy", "Xlogy", "Xlog1py", "ReluGrad", "Relu6Grad", "RsqrtGrad", "InvGrad", "ReciprocalGrad"];

    private static readonly ToleranceRow[] s_tolerances =
    [
        new(s_sums, [DataType.BFloat16], new(0.04, 1e-6, OfLargest: 0.02, IgnoresZeroSign: true), "TensorFlow rounds after each step, the engine once at the end"),
        new(s_sums, [DataType.Half], new(0.005, 1e-6, OfLargest: 0.003, IgnoresZeroSign: true), "TensorFlow rounds after each step, the engine once at the end"),
        new(s_sums, [DataType.Float, DataType.Complex64], new(1e-5, 1e-6, OfLargest: 1e-6, IgnoresZeroSign: true), "sums are built in another order"),
        new(s_sums, [DataType.Double, DataType.Complex128], new(1e-11, 1e-13, OfLargest: 1e-15, IgnoresZeroSign: true), "sums are built in another order"),
        new(["Elu", "Selu", "Softplus", "EluGrad", "SeluGrad"], s_narrow, new(0.04, 3e-3), "TensorFlow rounds after each step and loses what is left of a difference, the engine rounds once at the end"),
        new(["FloorDiv", "FloorMod"], s_narrow, new(0.02, 1), "the quotient of rounded numbers may lie on either side of a whole number"),
        new(["Sigmoid", "Xdivy", "Xlogy", "Xlog1py"], [DataType.Half], new(0.005, 1e-6), "TensorFlow rounds after each step, the engine once at the end"),
        new(["Sigmoid", "Xdivy", "Xlogy", "Xlog1py"], [DataType.BFloat16], new(0.04, 1e-6), "TensorFlow rounds after each step, the engine once at the end"),
        new(["TanhGrad"], [DataType.BFloat16], new(0.04, 1e-6), "TensorFlow rounds after each step, the engine once at the end"),
        new(["Pow"], [DataType.Complex64], new(1e-4, 1e-5), "the angle is multiplied by the exponent, and with it what rounding lost"),
        new(["Qr"], [DataType.Half], new(0.02, 3e-3), "TensorFlow rounds after each step, the engine once at the end"),
        new(["MatrixSquareRoot"], [DataType.Float, DataType.Complex64], new(1e-3, 1e-5), "TensorFlow computes in float, the engine in double"),
    ];

    private static readonly OpenRow[] s_open =
    [
        new(["Igamma", "Igammac", "IgammaGradA"], "[17, 1]", "where both operands are large TensorFlow's factor before the series loses digits"),
        new(["Polygamma"], "float[17, 1]", "TensorFlow's float factorial overflows before it is multiplied"),
        new(["BesselJ0", "BesselY1", "FresnelCos", "FresnelSin"], "(float[41])", "TensorFlow reduces large angles in float"),
        new(["BesselY1"], "(half[41])", "TensorFlow's series in float gives no number at zero"),
        new(["BesselK1", "BesselK1e", "Ndtri"], "[41])", "TensorFlow takes denormal numbers for zero here"),
        new(["SoftsignGrad", "SigmoidGrad", "TanhGrad", "RsqrtGrad", "InvGrad", "ReciprocalGrad"], "half[289]", "TensorFlow's half overflows on the way"),
        new(["Eig"], "", "the order of eigenvalues is open"),
        new(["Svd"], "compute_uv=False", "TensorFlow leaves vectors that are not wanted as it finds their memory"),
        new(["SelfAdjointEigV2"], "compute_v=False", "TensorFlow leaves vectors that are not wanted as it finds their memory"),
        new(["TopKV2", "TopK"], "sorted=False", "the order of what is not to be sorted is open"),
        new(["UnsortedSegmentMax", "UnsortedSegmentMin"], "T=half", "a segment without rows gets the infinity that half has, TensorFlow gives it the largest finite number"),
        new(["UnsortedSegmentMax", "UnsortedSegmentMin"], "T=bfloat16", "a segment without rows gets the infinity that bfloat16 has, TensorFlow gives it the largest finite number"),
        new(["Rsqrt"], "Rsqrt(float[41])", "TensorFlow takes denormal numbers for zero here"),
        new(["Sigmoid"], "Sigmoid(complex64[41])", "far from zero TensorFlow's complex exponential overflows"),
        new(["Sigmoid"], "Sigmoid(complex128[41])", "far from zero TensorFlow's complex exponential overflows"),
        new(["Acos", "Acosh", "Atanh"], "complex", "on the branch cuts C++ goes by the sign of a zero, and beyond 10^308 it overflows"),
        new(["UnicodeDecode", "UnicodeDecodeWithOffsets", "UnicodeTranscode"], "Windows-1252", "the engine has the encodings of Unicode, ASCII and Latin-1; TensorFlow has those of ICU"),
    ];

    // How TensorFlow says that it has no code for something on a processor, although the operation is defined for it.
    private static readonly string[] s_lacking = ["only support", "not yet support", "not support", "Volunteers"];

    /// <summary>The tolerance of an operation's outputs of a type.</summary>
    public static Tolerance ToleranceOf(string operation, DataType type)
    {
        foreach (var row in s_tolerances)
        {
            if (row.Operations.Contains(operation) && (row.Types.Length == 0 || row.Types.Contains(type)))
            {
                return row.Tolerance with { IgnoresZeroSign = row.Tolerance.IgnoresZeroSign || s_zeros.Contains(operation) || type is DataType.Complex64 or DataType.Complex128 };
            }
        }

        var tolerance = Tolerance.Of(type);
        return s_zeros.Contains(operation) ? tolerance with { IgnoresZeroSign = true } : tolerance;
    }

    /// <summary>Why the answer to a case is open, or null when it is not.</summary>
    /// <param name="operation">The case's operation.</param>
    /// <param name="description">The case's description.</param>
    public static string? WhyOpen(string operation, string description) =>
        s_open.FirstOrDefault(row => row.Operations.Contains(operation) && (row.Case.Length == 0 || description.Contains(row.Case, StringComparison.Ordinal)))?.Reason;

    /// <summary>Whether TensorFlow refused only because it has not been written for the case: an engine may answer.</summary>
    public static bool IsLack(Answer answer) =>
        answer.Kind == AnswerKind.Error && (answer.Code == ModelErrorCode.Unimplemented || s_lacking.Any(text => answer.Message.Contains(text, StringComparison.Ordinal)));

    private sealed record ToleranceRow(string[] Operations, DataType[] Types, Tolerance Tolerance, string Reason);

    private sealed record OpenRow(string[] Operations, string Case, string Reason);
}
