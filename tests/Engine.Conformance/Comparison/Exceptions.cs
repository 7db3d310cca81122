using TypedModels.Engine.Conformance.Recording;

namespace TypedModels.Engine.Conformance.Comparison;

/// <summary>Where an engine may differ from TensorFlow's library, and why. Everything else must agree.</summary>
internal static class Exceptions
{
    private static readonly DataType[] s_narrow = [DataType.Half, DataType.BFloat16];

    private static readonly string[] s_sums =
    [
        "Conv", "Conv2D", "Conv3D", "DepthwiseConv2dNative", "DepthwiseConv2dNativeBackpropInput", "DepthwiseConv2dNativeBackpropFilter", "Conv2DBackpropInput", "Conv2DBackpropFilter", "Conv3DBackpropInputV2",
        "AvgPool", "AvgPool3D", "AvgPoolGrad", "MatMul", "BatchMatMul", "BatchMatMulV2", "BatchMatMulV3", "SparseMatMul", "Einsum", "Sum", "Mean", "Prod", "EuclideanNorm", "L2Loss", "Cumsum", "Cumprod", "CumulativeLogsumexp", "AddN",
        "Softmax", "LogSoftmax", "SoftmaxCrossEntropyWithLogits", "SparseSoftmaxCrossEntropyWithLogits", "FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3", "BatchNormWithGlobalNormalization", "LRN", "BiasAddGrad", "AccumulateNV2", "GRUBlockCell",
        "SegmentSum", "SegmentMean", "UnsortedSegmentSum", "SparseSegmentSum", "SparseSegmentMean", "SparseSegmentSqrtN", "TensorScatterAdd", "TensorScatterSub", "ScatterNd", "SparseTensorDenseMatMul",
    ];

    private static readonly string[] s_gradients = ["SoftsignGrad", "SigmoidGrad", "TanhGrad", "SqrtGrad", "RsqrtGrad", "InvGrad", "ReciprocalGrad"];

    private static readonly string[] s_special =
    [
        "Igamma", "Igammac", "IgammaGradA", "Zeta", "Polygamma", "BesselI0", "BesselI0e", "BesselI1", "BesselI1e", "BesselJ0", "BesselJ1", "BesselK0", "BesselK0e", "BesselK1", "BesselK1e", "BesselY0", "BesselY1",
        "FresnelCos", "FresnelSin", "Dawsn", "Expint", "Spence",
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
        new(s_gradients, [DataType.Half], new(0.005, 1e-4, IgnoresZeroSign: true, IgnoresNonFinite: true), "TensorFlow's steps overflow half and lose what is left of a difference; the engine rounds once at the end"),
        new(s_gradients, [DataType.BFloat16], new(0.04, 1e-2, IgnoresZeroSign: true), "TensorFlow rounds after each step, the engine once at the end"),
        new(["IgammaGradA"], [], new(0.02, 2e-3, IgnoresZeroSign: true, IgnoresNonFinite: true), "far from zero TensorFlow's series ends early"),
        new(s_special, [DataType.Float, DataType.Half, DataType.BFloat16], new(0.02, 5e-5, IgnoresZeroSign: true, IgnoresNonFinite: true), "far from zero TensorFlow's approximations in float lose digits, and beside poles they overflow; the engine computes in double"),
        new(s_special, [DataType.Double], new(1e-9, 1e-12, IgnoresZeroSign: true, IgnoresNonFinite: true), "beside poles TensorFlow's approximations overflow"),
        new(["Ndtri"], [DataType.Double], new(1e-3, 1e-12), "TensorFlow's approximation and the engine's differ at denormal numbers"),
        new(["FFT", "FFT2D", "FFT3D", "IFFT", "IFFT2D", "IFFT3D", "RFFT", "RFFT2D", "RFFT3D", "IRFFT", "IRFFT2D", "IRFFT3D"], [DataType.Float, DataType.Complex64], new(1e-5, 1e-6, OfLargest: 1e-6, IgnoresZeroSign: true), "sums are built in another order"),
        new(["HSVToRGB", "RGBToHSV"], [DataType.BFloat16], new(0.04, 1e-2), "TensorFlow rounds after each step, the engine once at the end"),
        new(["CTCLoss", "CTCBeamSearchDecoder"], [DataType.Double], new(1e-6, 1e-6), "TensorFlow computes in float"),
        new(["Pow"], [DataType.Complex64], new(1e-4, 1e-5), "the angle is multiplied by the exponent, and with it what rounding lost"),
        new(["LSTMBlockCell", "BlockLSTM", "BlockLSTMV2"], [DataType.Half], new(0.02, 0.01), "TensorFlow rounds after each step, the engine once at the end of each value"),
        new(["Qr"], [DataType.Half], new(0.02, 3e-3), "TensorFlow rounds after each step, the engine once at the end"),
        new(["MatrixSquareRoot"], [DataType.Float, DataType.Complex64], new(1e-3, 1e-5), "TensorFlow computes in float, the engine in double"),
    ];

    private static readonly OpenRow[] s_open =
    [
        new(["AvgPoolGrad"], "[2, 4, 3, 3]) T", "TensorFlow does not hold the gradient's shape against the window, and reads what it finds"),
        new(["Eig"], "", "the order of eigenvalues is open"),
        new(["FakeQuantWithMinMaxArgs"], "max=1 min=0 narrow_range=False num_bits=8", "half a step is rounded to either side"),
        new(["QuantizeV2"], "T=qint32", "what becomes of numbers beyond 32 bits is open in C++"),
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
    private static readonly string[] s_lacking = ["only support", "not yet support", "not support", "Volunteers", "cannot be converted to a boolean"];

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
