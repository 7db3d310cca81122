using System.Numerics;
using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sorting;

/// <summary>The largest numbers of each row, largest first, and where they are; of equal ones the first comes first.</summary>
/// <param name="count">How many, or null when the second input tells.</param>
internal sealed class TopKKernel<T>(int? count) : Kernel
    where T : unmanaged, INumber<T>
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        int k = ReadCount(context, input);
        var shape = input.Shape.With(input.Rank - 1, k);
        var values = context.Output(0, shape).WritableSpan<T>();
        var indices = context.Output(1, shape);
        if (k == 0 || shape.IsEmpty)
        {
            return;
        }

        int length = input[^1];
        var row = context.Scratch<int>(length);
        var numbers = input.Span<T>();
        for (int start = 0, next = 0; start < numbers.Length; start += length, next += k)
        {
            context.ThrowIfCancelled();
            var line = numbers.Slice(start, length);
            Select(line, row, k);
            for (int i = 0; i < k; i++)
            {
                values[next + i] = line[row[i]];
            }

            Write(indices, next, row[..k]);
        }
    }

    private int ReadCount(KernelContext context, Tensor input)
    {
        if (input.Rank == 0)
        {
            throw OperationException.InvalidArgument("input must be >= 1-D, got shape []");
        }

        long k = count ?? Indices.Scalar(context.Input(1), "k");
        if (k < 0)
        {
            throw OperationException.InvalidArgument($"Need k >= 0, got {k}");
        }

        return k <= input[^1] ? (int)k : throw OperationException.InvalidArgument($"input must have at least k columns. Had {input[^1]}, needed {k}");
    }

    /// <summary>Brings the places of the largest to the front of <paramref name="row"/>.</summary>
    private static void Select(ReadOnlySpan<T> line, Span<int> row, int k)
    {
        if (k * 4L > line.Length || k > 256)
        {
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = i;
            }

            Sort(line, row);
            return;
        }

        // A short list in order: most numbers are smaller than its last.
        int held = 0;
        for (int i = 0; i < line.Length; i++)
        {
            if (held == k && !(line[i] > line[row[k - 1]]))
            {
                continue;
            }

            int place = held < k ? held++ : k - 1;
            for (; place > 0 && line[i] > line[row[place - 1]]; place--)
            {
                row[place] = row[place - 1];
            }

            row[place] = i;
        }
    }

    private static unsafe void Sort(ReadOnlySpan<T> line, Span<int> row)
    {
        fixed (T* numbers = line)
        {
            row.Sort(new Order(numbers));
        }
    }

    private static void Write(Tensor indices, int start, ReadOnlySpan<int> row)
    {
        switch (indices.Type)
        {
            case DataType.Int32:
                row.CopyTo(indices.WritableSpan<int>()[start..]);
                break;
            case DataType.Int64:
                var wide = indices.WritableSpan<long>()[start..];
                for (int i = 0; i < row.Length; i++)
                {
                    wide[i] = row[i];
                }

                break;
            default:
                var narrow = indices.WritableSpan<short>()[start..];
                for (int i = 0; i < row.Length; i++)
                {
                    narrow[i] = (short)row[i];
                }

                break;
        }
    }

    private readonly unsafe struct Order(T* numbers) : IComparer<int>
    {
        public int Compare(int left, int right)
        {
            int order = numbers[right].CompareTo(numbers[left]);
            return order != 0 ? order : left.CompareTo(right);
        }
    }
}
