using TypedModels.Engine.Compute.Moves;
using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Roll: shifts elements along axes; what leaves at one end enters at the other.</summary>
internal static class Rolling
{
    /// <summary>Shifts and axes are scalars or vectors; shifts of an axis that comes twice add up.</summary>
    public static void Roll(KernelContext context)
    {
        var input = context.Input(0);
        var shifts = context.Input(1);
        var axes = context.Input(2);
        if (input.Rank == 0)
        {
            throw OperationException.InvalidArgument("input must be 1-D or higher");
        }

        if (shifts.Rank > 1 || axes.Rank > 1)
        {
            throw OperationException.InvalidArgument($"{(shifts.Rank > 1 ? "shift" : "axis")} must be a scalar or a 1-D vector. Found: {(shifts.Rank > 1 ? shifts : axes).Shape}");
        }

        if (shifts.Shape != axes.Shape)
        {
            throw OperationException.InvalidArgument("shift and axis must have the same size");
        }

        Span<int> offsets = stackalloc int[input.Rank];
        offsets.Clear();
        for (int i = 0; i < axes.Count; i++)
        {
            long axis = axes.Integer(i);
            axis = axis < 0 ? axis + input.Rank : axis;
            if (axis < 0 || axis >= input.Rank)
            {
                throw OperationException.InvalidArgument($"axis {axes.Integer(i)} is out of range");
            }

            int length = Math.Max(1, input[(int)axis]);
            offsets[(int)axis] = (int)((((offsets[(int)axis] + shifts.Integer(i)) % length) + length) % length);
        }

        var output = context.Output(0, input.Shape);
        if (output.Count > 0)
        {
            CopyParts(context, input, output, offsets);
        }
    }

    /// <summary>Copies the parts before and behind the cut of each shifted axis: two, four, eight …</summary>
    private static void CopyParts(KernelContext context, Tensor input, Tensor output, ReadOnlySpan<int> offsets)
    {
        Span<int> strides = stackalloc int[input.Rank];
        Strides.Of(input.Shape, strides);
        for (int part = 0; part < 1 << input.Rank; part++)
        {
            int from = 0, to = 0;
            bool isEmpty = false;
            for (int axis = 0; axis < input.Rank; axis++)
            {
                bool isBehind = (part >> axis & 1) != 0;
                isEmpty |= isBehind && offsets[axis] == 0;
                from += isBehind ? (input[axis] - offsets[axis]) * strides[axis] : 0;
                to += isBehind ? 0 : offsets[axis] * strides[axis];
            }

            if (isEmpty)
            {
                continue;
            }

            var loops = new CopyLoops(from, to);
            for (int axis = 0; axis < input.Rank; axis++)
            {
                loops.Add((part >> axis & 1) != 0 ? offsets[axis] : input[axis] - offsets[axis], strides[axis], strides[axis]);
            }

            TensorMove.Run(context, input, output, loops);
        }
    }
}
