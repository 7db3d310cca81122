using System.Numerics;
using TypedModels.Engine.Kernels.Moves;

namespace TypedModels.Engine.Kernels.Sorting;

/// <summary>The number of each row that is the n-th in order.</summary>
/// <param name="isReversed">Whether the largest counts as the first.</param>
internal sealed class NthElementKernel<T>(bool isReversed) : Kernel
    where T : unmanaged, INumber<T>
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        long given = Indices.Scalar(context.Input(1), "n");
        if (given < 0)
        {
            throw OperationException.InvalidArgument($"n must be non-negative, got {given}");
        }

        if (input.Rank == 0)
        {
            throw OperationException.InvalidArgument($"Input must be >= 1-D, got shape {input.Shape}");
        }

        int length = input[^1];
        if (given >= length)
        {
            throw OperationException.InvalidArgument($"Input must have at least n+1 columns, but has {length} and n is {given}");
        }

        int place = isReversed ? length - 1 - (int)given : (int)given;
        var results = context.Output(0, input.Shape.Remove(input.Rank - 1)).WritableSpan<T>();
        var row = context.Scratch<T>(length);
        for (int i = 0; i < results.Length; i++)
        {
            context.ThrowIfCancelled();
            input.Span<T>().Slice(i * length, length).CopyTo(row);
            row.Sort();
            results[i] = row[place];
        }
    }
}
