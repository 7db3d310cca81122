using System.Numerics;
using TypedModels.Engine.Kernels.Combining;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Indexing;

/// <summary>LowerBound and UpperBound, for each type of numbers.</summary>
internal readonly struct SearchKernels : IRealKernel
{
    /// <summary>The kernel for a type.</summary>
    public static Kernel Create<T>(KernelNode node)
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => new SearchKernel<T>(node.Operation == "UpperBound");

    /// <summary>Makes sure that each row of values has one that is searched.</summary>
    public static void RequireFits(Tensor sorted, Tensor values)
    {
        if (sorted.Rank != 2 || values.Rank != 2)
        {
            throw OperationException.InvalidArgument($"{(sorted.Rank != 2 ? "sorted input argument" : "values argument")} must be a matrix, but its shape is {(sorted.Rank != 2 ? sorted : values).Shape}");
        }

        if (sorted[0] != values[0])
        {
            throw OperationException.InvalidArgument("Leading dim_size of both tensors must match.");
        }
    }
}
