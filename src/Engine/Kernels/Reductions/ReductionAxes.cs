using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Reductions;

/// <summary>Which axes of a value are reduced, as an operation's second input says.</summary>
internal static class ReductionAxes
{
    /// <summary>Reads the axes, of whatever shape: a bit for each.</summary>
    /// <exception cref="OperationException">There is no such axis, or one is named twice.</exception>
    public static int Read(Tensor axes, int rank)
    {
        int reduced = 0;
        for (int i = 0; i < axes.Count; i++)
        {
            long axis = axes.Integer(i);
            if (axis < -rank || axis >= rank)
            {
                throw OperationException.InvalidArgument($"Invalid reduction dimension ({axis} for input with {rank} dimension(s)");
            }

            int bit = 1 << (int)(axis < 0 ? axis + rank : axis);
            if ((reduced & bit) != 0)
            {
                throw OperationException.InvalidArgument($"Invalid reduction arguments: Axes contains duplicate dimension: {axis}");
            }

            reduced |= bit;
        }

        return reduced;
    }

    /// <summary>Reads one axis.</summary>
    /// <exception cref="OperationException">There is no such axis.</exception>
    public static int ReadOne(Tensor axis, int rank, string name)
    {
        if (axis.Rank != 0)
        {
            throw OperationException.InvalidArgument($"{name} must be a scalar, but received tensor of shape: {axis.Shape}");
        }

        long index = axis.Integer(0);
        return index >= -rank && index < rank ? (int)(index < 0 ? index + rank : index)
            : throw OperationException.InvalidArgument($"Expected {name} in the range [{-rank}, {rank}), but got {index}");
    }

    /// <summary>The shape of the result.</summary>
    public static Shape ResultShape(in Shape shape, int reduced, bool keeps)
    {
        Span<int> lengths = stackalloc int[shape.Rank];
        int rank = 0;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            bool isReduced = (reduced >> axis & 1) != 0;
            if (!isReduced || keeps)
            {
                lengths[rank++] = isReduced ? 1 : shape[axis];
            }
        }

        return new Shape(lengths[..rank]);
    }

    /// <summary>Takes neighbouring axes that are all reduced, or all kept, as one; leaves out axes of length 1.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="reduced">A bit for each reduced axis.</param>
    /// <param name="lengths">Gets the lengths.</param>
    /// <param name="startsReduced">Whether the first of them is reduced; the others alternate.</param>
    /// <returns>How many there are.</returns>
    public static int Simplify(in Shape shape, int reduced, Span<int> lengths, out bool startsReduced)
    {
        int count = 0;
        bool current = startsReduced = false;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (shape[axis] == 1)
            {
                continue;
            }

            bool isReduced = (reduced >> axis & 1) != 0;
            if (count > 0 && isReduced == current)
            {
                lengths[count - 1] *= shape[axis];
            }
            else
            {
                startsReduced = count == 0 ? isReduced : startsReduced;
                lengths[count++] = shape[axis];
            }

            current = isReduced;
        }

        return count;
    }
}
