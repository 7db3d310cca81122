using System.Numerics;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Reductions;

/// <summary>Counts how often each whole number occurs, or adds up weights for each.</summary>
/// <param name="byRow">Whether a matrix is counted row by row.</param>
/// <param name="isBinary">Whether it only says if a number occurs.</param>
internal sealed class BincountKernel<T>(bool byRow, bool isBinary) : Kernel
    where T : unmanaged, INumber<T>
{
    private const int PieceLength = 64 * 1024;

    public override void Run(KernelContext context)
    {
        Tensor values = context.Input(0), size = context.Input(1), weights = context.Input(2);
        if (size.Count != 1)
        {
            throw OperationException.InvalidArgument($"Shape must be rank 0 but is rank {size.Rank}");
        }

        if (byRow && values.Rank > 2)
        {
            throw OperationException.InvalidArgument($"Shape must be at most rank 2 but is rank {values.Rank}");
        }

        if (weights.Count > 0 && weights.Shape != values.Shape)
        {
            throw OperationException.InvalidArgument($"`weights` must be the same shape as `arr` or a length-0 `Tensor`, in which case it acts as all weights equal to 1. Received {weights.Shape}");
        }

        long bins = size.Integer(0);
        if (bins < 0)
        {
            throw OperationException.InvalidArgument($"size ({bins}) must be non-negative");
        }

        bool isMatrix = byRow && values.Rank == 2;
        int rows = isMatrix ? values[0] : 1, columns = isMatrix ? values[1] : values.Count;
        var output = context.Output(0, isMatrix ? Shape.From([rows, bins]) : Shape.From([bins]));
        var counts = output.WritableSpan<T>();
        counts.Clear();
        for (int row = 0; row < rows; row++)
        {
            for (int start = 0; start < columns; start += PieceLength)
            {
                context.ThrowIfCancelled();
                int first = (row * columns) + start, length = Math.Min(PieceLength, columns - start);
                Count(values, weights, first, length, counts.Slice(row * (int)bins, (int)bins));
            }
        }
    }

    private void Count(Tensor values, Tensor weights, int first, int length, Span<T> counts)
    {
        var given = weights.Count > 0 && !isBinary ? weights.Span<T>() : default;
        for (int i = first; i < first + length; i++)
        {
            long value = values.Integer(i);
            if (value < 0)
            {
                throw OperationException.InvalidArgument("Input arr must be non-negative!");
            }

            if (value < counts.Length)
            {
                counts[(int)value] = isBinary ? T.One : counts[(int)value] + (given.IsEmpty ? T.One : given[i]);
            }
        }
    }
}
