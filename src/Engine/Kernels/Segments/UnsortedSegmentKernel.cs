using TypedModels.Engine.Kernels.Combining;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Segments;

/// <summary>Combines the rows of each segment; rows come in any order, and those with a negative number are left out.</summary>
internal sealed class UnsortedSegmentKernel<T, TCombination> : Kernel
    where T : unmanaged
    where TCombination : ICombination<T>
{
    public override void Run(KernelContext context)
    {
        var (data, segments) = (context.Input(0), context.Input(1));
        int count = SegmentNumbers.ReadUnsorted(context, data, segments);
        var output = context.Output(0, Shape.Concat([count], data.Shape.Lengths[segments.Rank..]));
        var results = output.WritableSpan<T>();
        results.Fill(TCombination.Initial);
        var numbers = data.Span<T>();
        int length = data.Shape.Product(segments.Rank, data.Rank);
        for (int row = 0; row < segments.Count; row++)
        {
            if ((row & 0xFFFF) == 0)
            {
                context.ThrowIfCancelled();
            }

            long segment = segments.Integer(row);
            if (segment >= 0)
            {
                Rows.Combine<T, TCombination>(results.Slice((int)segment * length, length), numbers.Slice(row * length, length));
            }
        }
    }
}
