using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels.Neural;

namespace TypedModels.Engine.Passes;

/// <summary>A layer normalisation spelt as the training of a batch normalisation in which each row is a channel: rows are reshaped to [1, rows, length, 1] and back.</summary>
internal static class BatchedRows
{
    /// <summary>Makes such a reshape back a normalisation.</summary>
    public static void Recognise(Node back, string operation, GraphReaders readers)
    {
        if (back.Inputs[0] is not { Index: 0, Node: { Operation: "FusedBatchNormV3" or "FusedBatchNormV2" } batch } || batch.Attributes.Find("is_training")?.Bool is not true
            || batch.Attributes.Find("data_format")?.Text is not { } format || !format.Span.SequenceEqual("NCHW"u8) || batch.Attributes.Find("epsilon")?.FloatBits is not { } epsilon
            || batch.Inputs[0].Node is not { Operation: "Reshape" } rows)
        {
            return;
        }

        var x = rows.Inputs[0];
        if (back.Inputs[1].Node is not { Operation: "Shape" } shape || shape.Inputs[0] != x || !AreAll(batch.Inputs[1], 1) || !AreAll(batch.Inputs[2], 0) || RowAxis(rows.Inputs[1], x) is not { } axis)
        {
            return;
        }

        var form = new NormalisationForm(true, BitConverter.UInt32BitsToSingle(epsilon), 1, axis, 0, false, false);
        readers.TryReplace(back, operation, form, [x], rows.Inputs[1], back.Inputs[1], batch.Inputs[1], batch.Inputs[2], batch.Inputs[3], batch.Inputs[4]);
    }

    private static bool AreAll(NodeOutput value, float number) => value.Constant is { Type: DataType.Float } constant
        ? !constant.Span<float>().ContainsAnyExcept(number)
        : value.Node is { Operation: "Fill" } fill && Factors.Scalar(fill.Inputs[1]) == number;

    /// <summary>The position of the last axis, or −1 where it is counted from the end, when a shape is [1, any, the length of that axis, 1]; else null.</summary>
    private static int? RowAxis(NodeOutput shape, NodeOutput x)
    {
        if (shape.Node is not { Operation: "Pack", Inputs: [var first, _, var length, var last] } || !IsOne(first) || !IsOne(last))
        {
            return null;
        }

        // One axis out of the shape of what is normalised.
        if (length.Node is not { Operation: "StridedSlice" } slice || slice.Inputs[0].Node is not { Operation: "Shape" } whole || whole.Inputs[0] != x
            || slice.Attributes.Find("shrink_axis_mask")?.Integer is not 1 || slice.Inputs[1].Constant is not { Count: 1 } begin)
        {
            return null;
        }

        int rank = KnownShapes.Of(x).Rank;
        return begin.Integer(0) == -1 ? -1 : rank > 0 && begin.Integer(0) == rank - 1 ? rank - 1 : null;
    }

    private static bool IsOne(NodeOutput value) => value.Constant is { Rank: 0, Type: DataType.Int32 or DataType.Int64 } constant && constant.Integer(0) == 1;
}
