using TypedModels.Engine.Kernels.Combining;

namespace TypedModels.Engine.Kernels.Segments;

/// <summary>Combines the rows of each segment; rows of a segment follow each other. A segment without rows gets a number of its own.</summary>
/// <param name="empty">What a segment without rows gets.</param>
/// <param name="divide">Divides a sum by the number of rows, or null.</param>
internal sealed class SegmentKernel<T, TCombination>(T empty, Func<T, int, T>? divide) : Kernel
    where T : unmanaged
    where TCombination : ICombination<T>
{
    public override void Run(KernelContext context)
    {
        var (data, segments) = (context.Input(0), context.Input(1));
        int count = SegmentNumbers.ReadSorted(context, data, segments);
        var numbers = data.Span<T>();
        var output = context.Output(0, data.Shape.With(0, count));
        var results = output.WritableSpan<T>();
        results.Fill(empty);
        int length = data.Shape.Product(1, data.Rank);
        for (int start = 0; start < segments.Count;)
        {
            context.ThrowIfCancelled();
            long segment = segments.Integer(start);
            int end = start + 1;
            while (end < segments.Count && segments.Integer(end) == segment)
            {
                end++;
            }

            if (segment >= 0 && segment < count)
            {
                Combine(results.Slice((int)segment * length, length), numbers[(start * length)..(end * length)], end - start);
            }

            start = end;
        }
    }

    private void Combine(Span<T> result, ReadOnlySpan<T> rows, int count)
    {
        rows[..result.Length].CopyTo(result);
        for (int row = 1; row < count; row++)
        {
            Rows.Combine<T, TCombination>(result, rows.Slice(row * result.Length, result.Length));
        }

        for (int i = 0; divide is not null && i < result.Length; i++)
        {
            result[i] = divide(result[i], count);
        }
    }
}
