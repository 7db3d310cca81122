namespace TypedModels.Engine.Kernels.Neural;

/// <summary>Whether the right class is among the k that are predicted most. Ties count for it; a row with a prediction that is no number never does.</summary>
/// <param name="most">How many classes count, or null when an input says it.</param>
internal sealed class InTopKernel(long? most) : Kernel
{
    public override void Run(KernelContext context)
    {
        var predictions = context.Input(0);
        var targets = context.Input(1);
        if (predictions.Rank != 2 || targets.Rank != 1 || targets.Count != predictions[0])
        {
            throw OperationException.InvalidArgument(
                $"predictions must be 2-dimensional, and targets have one element for each of its rows: {predictions.Shape} and {targets.Shape}");
        }

        if (most is null && context.Input(2).Rank != 0)
        {
            throw OperationException.InvalidArgument($"k must be 0-D, got shape {context.Input(2).Shape}");
        }

        long limit = most ?? context.Input(2).Integer(0);
        int classes = predictions[1];
        var result = context.Output(0, targets.Shape).WritableSpan<bool>();
        for (int row = 0; row < result.Length; row++)
        {
            long target = targets.Integer(row);
            result[row] = (ulong)target < (ulong)classes && IsAmong(predictions.Span<float>().Slice(row * classes, classes), (int)target, limit);
        }
    }

    private static bool IsAmong(ReadOnlySpan<float> predictions, int target, long limit)
    {
        if (!float.IsFinite(predictions[target]))
        {
            return false;
        }

        long better = 0;
        foreach (float prediction in predictions)
        {
            if (!float.IsFinite(prediction))
            {
                return false;
            }

            better += prediction > predictions[target] ? 1 : 0;
        }

        return better < limit;
    }
}
