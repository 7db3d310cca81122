using TypedModels.Engine.Compute.Moves;
using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Operations that turn axes round.</summary>
internal static class Reversing
{
    /// <summary>Reverse: a truth value for each axis.</summary>
    public static void Reverse(KernelContext context)
    {
        var input = context.Input(0);
        var flags = context.Input(1);
        if (flags.Rank != 1 || flags.Count != input.Rank)
        {
            throw OperationException.InvalidArgument($"'dims' must be a vector of length {input.Rank}, but its shape is {flags.Shape}");
        }

        int reversed = 0;
        for (int axis = 0; axis < input.Rank; axis++)
        {
            reversed |= flags.Span<bool>()[axis] ? 1 << axis : 0;
        }

        Reverse(context, input, reversed);
    }

    /// <summary>ReverseV2: the axes by number.</summary>
    public static void ReverseV2(KernelContext context)
    {
        var input = context.Input(0);
        var axes = context.Input(1);
        if (axes.Rank != 1)
        {
            throw OperationException.InvalidArgument($"'axis' must be a vector, but its shape is {axes.Shape}");
        }

        int reversed = 0;
        for (int i = 0; i < axes.Count; i++)
        {
            long given = axes.Integer(i);
            long axis = given < 0 ? given + input.Rank : given;
            if (axis < 0 || axis >= input.Rank)
            {
                throw OperationException.InvalidArgument($"'axis'[{i}] = {given} is out of valid range [0, {input.Rank - 1}]");
            }

            if ((reversed >> (int)axis & 1) != 0)
            {
                throw OperationException.InvalidArgument($"axis {axis} specified more than once.");
            }

            reversed |= 1 << (int)axis;
        }

        Reverse(context, input, reversed);
    }

    private static void Reverse(KernelContext context, Tensor input, int reversed)
    {
        if (reversed == 0 || input.Count <= 1)
        {
            context.Forward(0, input);
            return;
        }

        Span<int> strides = stackalloc int[input.Rank];
        Strides.Of(input.Shape, strides);
        int start = 0;
        for (int axis = 0; axis < input.Rank; axis++)
        {
            start += (reversed >> axis & 1) != 0 ? (input[axis] - 1) * strides[axis] : 0;
        }

        var loops = new CopyLoops(start, 0);
        for (int axis = 0; axis < input.Rank; axis++)
        {
            loops.Add(input[axis], (reversed >> axis & 1) != 0 ? -strides[axis] : strides[axis], strides[axis]);
        }

        TensorMove.ToOutput(context, input, 0, input.Shape, loops);
    }
}
