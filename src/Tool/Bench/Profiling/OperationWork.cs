using TypedModels.Engines.Profiling;

namespace TypedModels.Tool.Bench.Profiling;

/// <summary>How much a run of a node has to do, as far as its operation and its shapes tell.</summary>
internal static class OperationWork
{
    private static readonly HashSet<string> s_moveNothing = new(StringComparer.Ordinal)
    {
        "Reshape", "Squeeze", "ExpandDims", "Identity", "IdentityN", "EnsureShape", "StopGradient", "PreventGradient", "Shape", "ShapeN", "Size", "Rank", "Bitcast",
        "While", "StatelessWhile", "If", "StatelessIf", "Case", "StatelessCase", "For", "MapDefun", "PartitionedCall", "StatefulPartitionedCall",
        "Switch", "Merge", "Enter", "Exit", "NextIteration", "LoopCond", "NoOp", "ControlTrigger", "Const", "ReadVariableOp", "_ReadReference", "Assert",
    };

    private static readonly HashSet<string> s_readOnlyWhatTheyGive = new(StringComparer.Ordinal)
    {
        "Gather", "GatherV2", "GatherNd", "ResourceGather", "ResourceGatherNd", "Slice", "StridedSlice", "TensorListGetItem", "TensorArrayReadV3",
    };

    /// <summary>The additions and multiplications of a product or a convolution, without what was made part of it; null for other operations.</summary>
    public static double? FloatingPointOperations(in NodeRun run)
    {
        if (run.Inputs is not [{ Shape: { } left } first, { Shape: { } right } second, ..] || run.Outputs is not [{ Shape.Length: > 0 } result, ..] || result.Count == 0)
        {
            return null;
        }

        return run.Node.Operation switch
        {
            "MatMul" or "_FusedMatMul" when left.Length == 2 => 2.0 * result.Count * (first.Count / result.Shape[0]),
            "BatchMatMul" or "BatchMatMulV2" or "BatchMatMulV3" when right.Length >= 2 => 2.0 * result.Count * ((long)right[^1] * right[^2] / result.Shape[^1]),
            "Conv2D" or "_FusedConv2D" or "Conv3D" when right.Length >= 4 && right[^1] > 0 => 2.0 * result.Count * (second.Count / right[^1]),
            "DepthwiseConv2dNative" or "_FusedDepthwiseConv2dNative" when right.Length == 4 => 2.0 * result.Count * right[0] * right[1],
            "Conv2DBackpropInput" when right.Length == 4 && right[3] > 0 && run.Inputs.Length > 2 => 2.0 * run.Inputs[2].Count * (second.Count / right[3]),
            _ => null,
        };
    }

    /// <summary>The bytes that have to be read and written once, where that says something: not for what moves nothing.</summary>
    public static long? BytesMoved(in NodeRun run)
    {
        if (s_moveNothing.Contains(run.Node.Operation))
        {
            return null;
        }

        long written = run.Outputs.Sum(output => output.Bytes);
        long moved = s_readOnlyWhatTheyGive.Contains(run.Node.Operation) ? 2 * written : written + run.Inputs.Sum(input => input.Bytes);
        return moved > 0 ? moved : null;
    }
}
