using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Images.Boxes;

/// <summary>CombinedNonMaxSuppression: the best boxes of each class, then the best of all classes, for every picture of a batch.</summary>
internal sealed class CombinedSelectionKernel(bool padsPerClass, bool clips) : Kernel
{
    public override void Run(KernelContext context)
    {
        var boxes = context.Input(0);
        var scores = context.Input(1);
        var (batch, count, classes) = Check(boxes, scores);
        int perClass = ReadSize(context, 2, "max_size_per_class");
        int total = ReadSize(context, 3, "max_total_size");
        float threshold = ReadNumber(context, 4, "iou_threshold");
        float leastScore = ReadNumber(context, 5, "score_threshold");
        if (!(threshold >= 0 && threshold <= 1))
        {
            throw OperationException.InvalidArgument($"iou_threshold must be in [0, 1], got {threshold}");
        }

        int kept = padsPerClass ? (int)Math.Min(total, (long)perClass * classes) : total;
        var resultBoxes = context.Output(0, new Shape([batch, kept, 4])).WritableSpan<float>();
        var resultScores = context.Output(1, new Shape([batch, kept])).WritableSpan<float>();
        var resultClasses = context.Output(2, new Shape([batch, kept])).WritableSpan<float>();
        var valid = context.Output(3, new Shape([batch])).WritableSpan<int>();
        resultBoxes.Clear();
        resultScores.Clear();
        resultClasses.Clear();
        int most = Math.Min(perClass, count);
        var candidates = context.Scratch<Detection>(checked(most * classes));
        var selection = new ClassSelection(context, boxes[2], count, classes, most, threshold, leastScore);
        for (int b = 0; b < batch; b++)
        {
            var found = candidates[..selection.Select(boxes.Span<float>().Slice(b * count * boxes[2] * 4, count * boxes[2] * 4), scores.Span<float>().Slice(b * count * classes, count * classes), candidates)];
            found.Sort();
            valid[b] = Math.Min(found.Length, kept);
            for (int i = 0; i < valid[b]; i++)
            {
                WriteBox(boxes, b, found[i], resultBoxes.Slice((b * kept + i) * 4, 4));
                resultScores[b * kept + i] = found[i].Score;
                resultClasses[b * kept + i] = found[i].Class;
            }
        }
    }

    private void WriteBox(Tensor boxes, int b, in Detection detection, Span<float> target)
    {
        int own = boxes[2] == 1 ? 0 : detection.Class;
        boxes.Span<float>().Slice(((b * boxes[1] + detection.Index) * boxes[2] + own) * 4, 4).CopyTo(target);
        for (int i = 0; clips && i < 4; i++)
        {
            target[i] = Math.Max(Math.Min(target[i], 1), 0);
        }
    }

    private static (int Batch, int Count, int Classes) Check(Tensor boxes, Tensor scores)
    {
        if (boxes.Rank != 4 || boxes[3] != 4)
        {
            throw OperationException.InvalidArgument($"boxes must be 4-D with 4 columns, got shape {boxes.Shape}");
        }

        if (scores.Rank != 3 || scores[0] != boxes[0] || scores[1] != boxes[1])
        {
            throw OperationException.InvalidArgument($"scores must be 3-D and fit the boxes, got shape {scores.Shape} for boxes {boxes.Shape}");
        }

        if (boxes[2] != 1 && boxes[2] != scores[2])
        {
            throw OperationException.InvalidArgument($"third dimension of boxes must be either 1 or the number of classes {scores[2]}, got {boxes[2]}");
        }

        return (boxes[0], boxes[1], scores[2]);
    }

    private static int ReadSize(KernelContext context, int input, string name)
    {
        var size = context.Input(input);
        return size.Rank == 0 && size.Scalar<int>() is > 0 and var value ? value : throw OperationException.InvalidArgument($"{name} must be a positive scalar, got {(size.Rank == 0 ? size.Scalar<int>() : size.Shape)}");
    }

    private static float ReadNumber(KernelContext context, int input, string name) => context.Input(input) is { Rank: 0 } number
        ? number.Scalar<float>()
        : throw OperationException.InvalidArgument($"{name} must be 0-D, got shape {context.Input(input).Shape}");

    private readonly record struct Detection(float Score, int Class, int Rank, int Index) : IComparable<Detection>
    {
        public int CompareTo(Detection other)
        {
            int order = other.Score.CompareTo(Score);
            order = order != 0 ? order : Class.CompareTo(other.Class);
            return order != 0 ? order : Rank.CompareTo(other.Rank);
        }
    }

    private readonly ref struct ClassSelection(KernelContext context, int boxClasses, int count, int classes, int most, float threshold, float leastScore)
    {
        private readonly Span<Box> _boxes = context.Scratch<Box>(count);
        private readonly Span<float> _scores = context.Scratch<float>(count);
        private readonly Span<int> _selected = context.Scratch<int>(most);
        private readonly Span<float> _selectedScores = context.Scratch<float>(most);

        public int Select(ReadOnlySpan<float> boxes, ReadOnlySpan<float> scores, Span<Detection> found)
        {
            int total = 0;
            for (int c = 0; c < classes; c++)
            {
                context.ThrowIfCancelled();
                for (int i = 0; i < count; i++)
                {
                    _scores[i] = scores[i * classes + c];
                    if (c == 0 || boxClasses > 1)
                    {
                        _boxes[i] = Box.Of(boxes.Slice((i * boxClasses + (boxClasses > 1 ? c : 0)) * 4, 4));
                    }
                }

                int mark = context.ScratchMark;
                int kept = new BoxSelection(context, _boxes, default, _scores, threshold, leastScore, 0).Select(_selected, _selectedScores);
                context.ReleaseScratch(mark);
                for (int i = 0; i < kept; i++)
                {
                    found[total++] = new Detection(_selectedScores[i], c, i, _selected[i]);
                }
            }

            return total;
        }
    }
}
