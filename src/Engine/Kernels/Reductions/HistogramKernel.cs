using System.Numerics;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Reductions;

/// <summary>Counts how many values lie in each of equal parts of a range; those beyond its ends count for the first and the last part.</summary>
internal sealed class HistogramKernel<T> : Kernel
    where T : unmanaged, INumber<T>
{
    private const int PieceLength = 64 * 1024;

    public override void Run(KernelContext context)
    {
        Tensor values = context.Input(0), range = context.Input(1), number = context.Input(2);
        if (range.Rank != 1 || range.Count != 2)
        {
            throw OperationException.InvalidArgument($"value_range should be a vector of 2 elements but it is {range.Shape}");
        }

        if (number.Rank != 0)
        {
            throw OperationException.InvalidArgument($"nbins should be a scalar but it is {number.Shape}");
        }

        T low = range.Span<T>()[0], high = range.Span<T>()[1];
        int bins = number.Scalar<int>();
        if (!(low < high))
        {
            throw OperationException.InvalidArgument($"value_range should satisfy value_range[0] < value_range[1], but got '[{low}, {high}]'");
        }

        if (bins <= 0)
        {
            throw OperationException.InvalidArgument($"nbins should be a positive number, but got '{bins}'");
        }

        double step = double.CreateTruncating(high - low) / bins;
        var counts = context.Output(0, new Shape(bins));
        Clear(counts);
        for (int start = 0; start < values.Count; start += PieceLength)
        {
            context.ThrowIfCancelled();
            foreach (T value in values.Span<T>().Slice(start, Math.Min(PieceLength, values.Count - start)))
            {
                if (T.IsNaN(value))
                {
                    throw OperationException.InvalidArgument("Histogram values must not contain NaN");
                }

                double bin = Math.Floor(double.CreateTruncating(value - low) / step);
                Increment(counts, (int)Math.Clamp(bin, 0, bins - 1));
            }
        }
    }

    private static void Clear(Tensor counts) => counts.WritableBytes.Clear();

    private static void Increment(Tensor counts, int bin)
    {
        if (counts.Type == DataType.Int64)
        {
            counts.WritableSpan<long>()[bin]++;
        }
        else
        {
            counts.WritableSpan<int>()[bin]++;
        }
    }
}
