using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Matrix;

/// <summary>The axes before the matrices of two tensors, broadcast.</summary>
internal static class BatchAxes
{
    /// <summary>The shape of the axes before the last two.</summary>
    /// <exception cref="OperationException">They do not fit.</exception>
    public static Shape Broadcast(in Shape left, in Shape right)
    {
        ReadOnlySpan<int> first = left.Lengths[..^2], second = right.Lengths[..^2];
        int rank = Math.Max(first.Length, second.Length);
        Span<int> lengths = stackalloc int[rank];
        for (int i = 1; i <= rank; i++)
        {
            int a = i <= first.Length ? first[^i] : 1, b = i <= second.Length ? second[^i] : 1;
            if (a != b && a != 1 && b != 1)
            {
                throw OperationException.InvalidArgument($"In[0] and In[1] must have compatible batch dimensions: {left} vs. {right}");
            }

            lengths[^i] = a == 1 ? b : a;
        }

        return new Shape(lengths);
    }

    /// <summary>Where the matrix of each element of <paramref name="batch"/> begins in a tensor, in elements.</summary>
    public static void Offsets(in Shape batch, in Shape shape, Span<nint> offsets)
    {
        int axes = shape.Rank - 2;
        nint matrix = (nint)shape[shape.Rank - 1] * shape[shape.Rank - 2];
        for (int i = 0; i < offsets.Length; i++)
        {
            nint stride = matrix, offset = 0;
            int rest = i;
            for (int axis = 1; axis <= batch.Rank; axis++)
            {
                int length = batch.Lengths[^axis], index = rest % length;
                rest /= length;
                if (axis <= axes)
                {
                    int own = shape.Lengths[axes - axis];
                    offset += own == 1 ? 0 : index * stride;
                    stride *= own;
                }
            }

            offsets[i] = offset;
        }
    }
}
