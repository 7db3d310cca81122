using TypedModels.Engine.Compute.Fourier;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Signal;

/// <summary>The lengths that a transform of real numbers is asked for.</summary>
internal static class FourierLengths
{
    /// <summary>Reads the second input: a length for each of the innermost axes.</summary>
    /// <exception cref="OperationException">There are others than so many, or the input is too short for one.</exception>
    public static void Read(KernelContext context, Span<int> lengths, bool half)
    {
        var input = context.Input(0);
        var given = context.Input(1);
        RequireRank(input, lengths.Length);
        if (given.Rank != 1 || given.Count != lengths.Length)
        {
            throw OperationException.InvalidArgument($"fft_length must have shape [{lengths.Length}], got {given.Shape}");
        }

        for (int i = 0; i < lengths.Length; i++)
        {
            lengths[i] = given.Span<int>()[i];
            if (lengths[i] < 0)
            {
                throw OperationException.InvalidArgument($"fft_length[{i}] must >= 0, but got: {lengths[i]}");
            }

            RequireLength(lengths[i]);
            int least = half && i == lengths.Length - 1 && lengths[i] > 0 ? lengths[i] / 2 + 1 : lengths[i];
            int length = input[input.Rank - lengths.Length + i];
            if (length != 0 && length < least)
            {
                throw OperationException.InvalidArgument($"Input dimension {input.Rank - lengths.Length + i} must have length of at least {least} but got: {length}");
            }
        }
    }

    /// <summary>Makes sure that there are so many axes to transform.</summary>
    public static void RequireRank(Tensor input, int axes)
    {
        if (input.Rank < axes)
        {
            throw OperationException.InvalidArgument($"Input must have rank of at least {axes} but got: {input.Shape}");
        }
    }

    /// <summary>Makes sure that an axis can be transformed.</summary>
    public static void RequireLength(int length)
    {
        if (length > FourierPlan.LargestLength)
        {
            throw OperationException.ResourceExhausted($"A transform of {length} elements is longer than {FourierPlan.LargestLength}, the most that this engine does.");
        }
    }
}
