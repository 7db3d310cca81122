using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Images.Boxes;

/// <summary>NonMaxSuppression, V2 to V5, and NonMaxSuppressionWithOverlaps: the places of the boxes to keep.</summary>
/// <param name="version">1 to 5.</param>
/// <param name="givenThreshold">The overlap threshold where it is an attribute.</param>
/// <param name="isOverlaps">Whether input 0 has overlaps instead of boxes.</param>
/// <param name="pads">Whether the result has always the largest size.</param>
internal sealed class SelectBoxesKernel(int version, float? givenThreshold, bool isOverlaps, bool pads) : Kernel
{
    public override void Run(KernelContext context)
    {
        var boxes = context.Input(0);
        var scores = context.Input(1);
        int most = ReadLargestSize(context);
        float threshold = givenThreshold ?? ReadNumber(context, 3, isOverlaps ? "overlap_threshold" : "iou_threshold");
        float leastScore = version >= 3 || isOverlaps ? ReadNumber(context, 4, "score_threshold") : float.MinValue;
        float sigma = version >= 5 ? ReadNumber(context, 5, "soft_nms_sigma") : 0;
        if (!isOverlaps && !(threshold >= 0 && threshold <= 1))
        {
            throw OperationException.InvalidArgument($"iou_threshold must be in [0, 1], got {threshold}");
        }

        if (!(sigma >= 0))
        {
            throw OperationException.InvalidArgument($"soft_nms_sigma must be non-negative, got {sigma}");
        }

        int count = CheckBoxes(boxes, scores);
        var rectangles = isOverlaps ? default : context.Scratch<Box>(count);
        for (int i = 0; i < rectangles.Length; i++)
        {
            rectangles[i] = Box.Of(boxes.Span<float>().Slice(4 * i, 4));
        }

        var selected = context.Scratch<int>(Math.Min(most, count));
        var selectedScores = context.Scratch<float>(selected.Length);
        var selection = new BoxSelection(context, rectangles, isOverlaps ? boxes.Span<float>() : default, scores.Span<float>(), threshold, leastScore, sigma);
        Write(context, selected, selectedScores, selection.Select(selected, selectedScores), pads ? most : null);
    }

    private void Write(KernelContext context, ReadOnlySpan<int> selected, ReadOnlySpan<float> scores, int count, int? padded)
    {
        var shape = new Shape([padded ?? count]);
        var indices = context.Output(0, shape).WritableSpan<int>();
        indices.Clear();
        selected[..count].CopyTo(indices);
        if (version >= 4)
        {
            context.Output(version == 5 ? 2 : 1, Shape.Scalar).WritableSpan<int>()[0] = count;
        }

        if (version == 5)
        {
            var kept = context.Output(1, shape).WritableSpan<float>();
            kept.Clear();
            scores[..count].CopyTo(kept);
        }
    }

    private int CheckBoxes(Tensor boxes, Tensor scores)
    {
        if (boxes.Rank != 2)
        {
            throw OperationException.InvalidArgument($"{(isOverlaps ? "overlaps" : "boxes")} must be 2-D{boxes.Shape}");
        }

        if (isOverlaps ? boxes[1] != boxes[0] : boxes[1] != 4)
        {
            throw OperationException.InvalidArgument(isOverlaps ? $"overlaps must be square, got {boxes.Shape}" : $"boxes must have 4 columns, got {boxes.Shape}");
        }

        if (scores.Rank != 1 || scores.Count != boxes[0])
        {
            throw OperationException.InvalidArgument($"scores has incompatible shape {scores.Shape}; {boxes[0]} boxes need as many scores in a vector");
        }

        return boxes[0];
    }

    private static int ReadLargestSize(KernelContext context)
    {
        var size = context.Input(2);
        if (size.Rank != 0)
        {
            throw OperationException.InvalidArgument($"max_output_size must be 0-D, got shape {size.Shape}");
        }

        return size.Scalar<int>() is >= 0 and var most ? most : throw OperationException.InvalidArgument($"max_output_size must be non-negative, got {size.Scalar<int>()}");
    }

    private static float ReadNumber(KernelContext context, int input, string name) => context.Input(input) is { Rank: 0 } number
        ? number.Scalar<float>()
        : throw OperationException.InvalidArgument($"{name} must be 0-D, got shape {context.Input(input).Shape}");
}
