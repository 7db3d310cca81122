using System.Numerics;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sparse;

/// <summary>What is done with the sum of a segment.</summary>
internal enum SegmentMean
{
    /// <summary>Nothing.</summary>
    Sum,

    /// <summary>It is divided by the number of rows.</summary>
    Mean,

    /// <summary>It is divided by the root of that number.</summary>
    RootMean,
}

/// <summary>SparseSegmentSum, …Mean and …SqrtN: rows of a matrix picked by index and added up by ascending segment.</summary>
internal sealed class SparseSegmentKernel<T>(SegmentMean mean, bool hasCount) : Kernel
    where T : unmanaged, INumberBase<T>
{
    public override void Run(KernelContext context)
    {
        var data = context.Input(0);
        var indices = context.Input(1);
        var segments = context.Input(2);
        if (data.Rank < 1)
        {
            throw OperationException.InvalidArgument("Shape must be at least rank 1");
        }

        if (indices.Rank != 1)
        {
            throw OperationException.InvalidArgument("indices should be a vector.");
        }

        if (segments.Rank != 1)
        {
            throw OperationException.InvalidArgument("segment_ids should be a vector.");
        }

        if (indices.Count != segments.Count)
        {
            throw OperationException.InvalidArgument("segment_ids and indices should have same size.");
        }

        long rows = Rows(context, segments);
        var output = context.Output(0, Shape.From([rows, .. Array.ConvertAll(data.Shape.Remove(0).Lengths.ToArray(), length => (long)length)]));
        Add(context, data, indices, segments, output);
    }

    private long Rows(KernelContext context, Tensor segments)
    {
        long last = segments.Count > 0 ? segments.Integer(segments.Count - 1) : -1;
        if (segments.Count > 0 && last < 0)
        {
            throw OperationException.InvalidArgument("segment ids must be >= 0");
        }

        if (!hasCount)
        {
            return last + 1;
        }

        var count = context.Input(3);
        if (count.Rank != 0)
        {
            throw OperationException.InvalidArgument($"num_segments should be a scalar, not shape {count.Shape}");
        }

        long rows = count.Integer(0);
        return rows >= 0 ? last < rows ? rows : throw OperationException.InvalidArgument("segment ids must be < num_segments") : throw OperationException.InvalidArgument("segment ids must be >= 0");
    }

    private void Add(KernelContext context, Tensor data, Tensor indices, Tensor segments, Tensor output)
    {
        int width = data.Shape.Product(1, data.Rank);
        var source = data.Span<T>();
        var sums = output.WritableSpan<T>();
        sums.Clear();
        long previous = 0;
        for (int start = 0; start < indices.Count;)
        {
            context.ThrowIfCancelled();
            long segment = segments.Integer(start);
            if (segment < previous)
            {
                throw OperationException.InvalidArgument(segment < 0 ? "segment ids must be >= 0" : "segment ids are not increasing");
            }

            if (segment >= output[0])
            {
                throw OperationException.InvalidArgument($"Segment id {segment} out of range [0, {output[0]}), possibly because 'segment_ids' input is not sorted.");
            }

            var target = sums.Slice((int)segment * width, width);
            int end = start;
            for (; end < indices.Count && segments.Integer(end) == segment; end++)
            {
                long index = indices.Integer(end);
                if (index < 0 || index >= data[0])
                {
                    throw OperationException.InvalidArgument($"Bad: indices[{end}] == {index} out of range [0, {data[0]})");
                }

                AddRow(target, source.Slice((int)index * width, width));
            }

            Divide(target, end - start);
            previous = segment;
            start = end;
        }
    }

    private static void AddRow(Span<T> target, ReadOnlySpan<T> row)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] += row[i];
        }
    }

    private void Divide(Span<T> target, int count)
    {
        if (mean == SegmentMean.Sum)
        {
            return;
        }

        T divisor = T.CreateChecked(mean == SegmentMean.Mean ? count : Math.Sqrt(count));
        foreach (ref T value in target)
        {
            value /= divisor;
        }
    }
}
