using System.Numerics;
using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sorting;

/// <summary>The largest numbers of each row, and where they are; of equal ones the first comes first.</summary>
/// <param name="count">How many, or null when the second input tells.</param>
/// <param name="isSorted">Whether the largest comes first.</param>
internal sealed class TopKKernel<T>(int? count, bool isSorted) : Kernel
    where T : unmanaged, INumber<T>
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        int k = ReadCount(context, input);
        var shape = input.Shape.With(input.Rank - 1, k);
        var values = context.Output(0, shape).WritableSpan<T>();
        var indices = context.Output(1, shape);
        if (shape.IsEmpty)
        {
            return;
        }

        int length = input[^1];
        var places = context.Scratch<int>(length + 1);
        var numbers = input.Span<T>();
        for (int start = 0, next = 0; start < numbers.Length; start += length, next += k)
        {
            context.ThrowIfCancelled();
            var row = numbers.Slice(start, length);
            TopSelection<T>.Select(row, places, k, isSorted);
            for (int i = 0; i < k; i++)
            {
                values[next + i] = row[places[i]];
            }

            Write(indices, next, places[..k]);
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

    private static void Write(Tensor indices, int start, ReadOnlySpan<int> places)
    {
        switch (indices.Type)
        {
            case DataType.Int32:
                places.CopyTo(indices.WritableSpan<int>()[start..]);
                break;
            case DataType.Int64:
                var wide = indices.WritableSpan<long>()[start..];
                for (int i = 0; i < places.Length; i++)
                {
                    wide[i] = places[i];
                }

                break;
            default:
                var narrow = indices.WritableSpan<short>()[start..];
                for (int i = 0; i < places.Length; i++)
                {
                    narrow[i] = (short)places[i];
                }

                break;
        }
    }
}
