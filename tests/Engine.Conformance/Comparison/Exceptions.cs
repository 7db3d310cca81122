using TypedModels.Engine.Conformance.Recording;

namespace TypedModels.Engine.Conformance.Comparison;

/// <summary>Where an engine may differ from TensorFlow's library, and why. Everything else must agree.</summary>
internal static class Exceptions
{
    private const string OneDnnEmptyBatch = "oneDNN's convolution answers an empty batch with the shape of its input; TensorFlow's own kernel, which double has, with that of the result";
    private const string OneDnnEmptyResult = "oneDNN's convolution answers with the input when the result is empty; TensorFlow's own kernel, which double has, with the empty result";

    // Operations that add many numbers up: TensorFlow rounds each sum on the way to the narrow type, this engine the last one alone.
    private static readonly string[] s_summing =
    [
        "Conv2D", "Conv", "Conv3D", "DepthwiseConv2dNative", "Conv2DBackpropInput", "Conv3DBackpropInputV2", "Conv2DBackpropFilter", "DepthwiseConv2dNativeBackpropInput", "DepthwiseConv2dNativeBackpropFilter",
        "AvgPool", "AvgPool3D", "MatMul", "BatchMatMul", "BatchMatMulV2", "BatchMatMulV3", "Einsum", "Softmax", "LogSoftmax", "SoftmaxCrossEntropyWithLogits", "BatchNormWithGlobalNormalization",
    ];

    private static readonly ToleranceRow[] s_tolerances =
    [
        new(s_summing, [DataType.Half], new(2e-2, 5e-3), "each sum of TensorFlow's is rounded to half on the way"),
        new(s_summing, [DataType.BFloat16], new(3e-2, 1e-2), "each sum of TensorFlow's is rounded to bfloat16 on the way"),
        new(s_summing, [DataType.Complex64], new(1e-4, 1e-4), "this engine sums in complex128"),
    ];

    private static readonly OpenRow[] s_open =
    [
        new(["EnsureShape"], "shape=[...]", "TensorFlow's shape inference takes an unknown shape for one of rank -1 and refuses the graph; its kernel lets every shape pass"),
        new(["MatrixSetDiagV2", "MatrixSetDiagV3"], "int32[2]", "TensorFlow's shape inference refuses several diagonals whose numbers are not known before the call; its kernel takes them"),
        new(["Conv2D", "DepthwiseConv2dNative", "Conv3D"], "float[0,", OneDnnEmptyBatch),
        new(["Conv2D", "DepthwiseConv2dNative", "Conv3D"], "bfloat16[0,", OneDnnEmptyBatch),
        new(["Conv2D", "DepthwiseConv2dNative"], "float[2, 4, 3, 5]) T=float dilations=[1, 2, 2, 1] padding=VALID", OneDnnEmptyResult),
        new(["Conv2D", "DepthwiseConv2dNative"], "float[2, 4, 3, 1]) T=float dilations=[1, 2, 2, 1] padding=VALID", OneDnnEmptyResult),
        new(["Conv2D", "DepthwiseConv2dNative"], "float[3, 3, 1, 1]) T=float dilations=[1, 1, 1, 1] padding=VALID", OneDnnEmptyResult),
        new(["Softmax"], "Softmax(float[3, 2])", "oneDNN's softmax keeps a number beside one that is none or infinite; TensorFlow's own kernel, which double has, does not"),
        new(["AvgPool"], "float[2, 3, 3, 4]) T=float ksize=[1, 1, 1, 2]", "oneDNN's pooling answers a window over channels with an empty value; TensorFlow's own kernel refuses it"),
        new(["Conv2D", "DepthwiseConv2dNative"], "bfloat16[2, 4, 3, 5]) T=bfloat16 dilations=[1, 2, 2, 1] padding=VALID", OneDnnEmptyResult),
        new(["Conv2D", "DepthwiseConv2dNative"], "bfloat16[2, 4, 3, 1]) T=bfloat16 dilations=[1, 2, 2, 1] padding=VALID", OneDnnEmptyResult),
        new(["Conv2D", "DepthwiseConv2dNative"], "bfloat16[3, 3, 1, 1]) T=bfloat16 dilations=[1, 1, 1, 1] padding=VALID", OneDnnEmptyResult),
        new(["Softmax"], "Softmax(bfloat16[3, 2])", "oneDNN's softmax keeps a number beside one that is none or infinite; TensorFlow's own kernel, which double has, does not"),
        new(["AvgPool"], "bfloat16[2, 3, 3, 4]) T=bfloat16 ksize=[1, 1, 1, 2]", "oneDNN's pooling answers a window over channels with an empty value; TensorFlow's own kernel refuses it"),
        new(["FusedBatchNormV2"], "is_training=False", "in inference TensorFlow leaves what it reserves for the gradient as it finds it"),
        new(["FusedBatchNormV2"], "half[0,", "of an empty batch TensorFlow leaves what it reserves for the gradient as it finds it"),
        new(["FusedBatchNormV3"], "T=half", "the last output of TensorFlow's own kernel is a scalar and of oneDNN's an empty vector, each without content"),
        new(["FusedBatchNormV3"], "is_training=False", "in inference TensorFlow leaves what it reserves for the gradient as it finds it"),
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
                return row.Tolerance;
            }
        }

        return Tolerance.Of(type);
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
