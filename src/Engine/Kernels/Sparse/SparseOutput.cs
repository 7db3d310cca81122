using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sparse;

/// <summary>Writes sparse tensors into outputs.</summary>
internal static class SparseOutput
{
    /// <summary>Room for the positions of some elements.</summary>
    public static Span<long> GiveIndices(this KernelContext context, int output, int count, int rank) =>
        context.Output(output, new Shape(count, rank)).WritableSpan<long>();

    /// <summary>Gives a shape.</summary>
    public static void GiveLengths(this KernelContext context, int output, ReadOnlySpan<long> lengths) =>
        lengths.CopyTo(context.Output(output, new Shape(lengths.Length)).WritableSpan<long>());

    /// <summary>Gives some of the elements of a tensor, in another order.</summary>
    public static void GiveElements(this KernelContext context, int output, Tensor source, ReadOnlySpan<int> chosen)
    {
        var target = context.Output(output, new Shape(chosen.Length));
        for (int i = 0; i < chosen.Length; i++)
        {
            Elements.Copy(source, chosen[i], target, i, 1);
        }
    }

    /// <summary>The number of elements that a sparse shape stands for.</summary>
    /// <exception cref="OperationException">It is more than 63 bits count.</exception>
    public static long DenseCount(ReadOnlySpan<long> lengths)
    {
        try
        {
            long count = 1;
            foreach (long length in lengths)
            {
                count = checked(count * length);
            }

            return count;
        }
        catch (OverflowException)
        {
            throw OperationException.InvalidArgument($"The shape [{SparseValue.Join(lengths)}] has more elements than 64 bits count.");
        }
    }
}
