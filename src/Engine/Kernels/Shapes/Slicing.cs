using TypedModels.Engine.Compute.Moves;
using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Slice: a block of a value.</summary>
internal static class Slicing
{
    /// <summary>Begins and lengths come as tensors; the length −1 is all that is left.</summary>
    public static void Slice(KernelContext context)
    {
        var input = context.Input(0);
        var begins = context.Input(1);
        var sizes = context.Input(2);
        if (begins.Rank != 1 || sizes.Rank != 1 || begins.Count != input.Rank || sizes.Count != input.Rank)
        {
            throw OperationException.InvalidArgument($"Expected begin and size arguments to be 1-D tensors of size {input.Rank}, but got shapes {begins.Shape} and {sizes.Shape} instead.");
        }

        Span<int> first = stackalloc int[input.Rank];
        Span<int> lengths = stackalloc int[input.Rank];
        for (int axis = 0; axis < input.Rank; axis++)
        {
            long begin = begins.Integer(axis), size = sizes.Integer(axis);
            long length = size == -1 ? input[axis] - begin : size;
            if (begin < 0 || begin > input[axis])
            {
                throw OperationException.InvalidArgument($"Expected begin[{axis}] in [0, {input[axis]}], but got {begin}");
            }

            if (length < 0 || length > input[axis] - begin)
            {
                throw OperationException.InvalidArgument($"Expected size[{axis}] in [0, {input[axis] - begin}], but got {size}");
            }

            first[axis] = (int)begin;
            lengths[axis] = (int)length;
        }

        var shape = new Shape(lengths);
        if (shape == input.Shape)
        {
            context.Forward(0, input);
            return;
        }

        var output = context.Output(0, shape);
        if (!shape.IsEmpty)
        {
            TensorMove.Run(context, input, output, Loops(input.Shape, first, shape));
        }
    }

    /// <summary>The loops that copy a block out of a value, which is not empty.</summary>
    public static CopyLoops Loops(in Shape whole, ReadOnlySpan<int> first, in Shape block)
    {
        Span<int> strides = stackalloc int[whole.Rank];
        Strides.Of(whole, strides);
        int start = 0;
        for (int axis = 0; axis < whole.Rank; axis++)
        {
            start += first[axis] * strides[axis];
        }

        var loops = new CopyLoops(start, 0);
        int to = block.Count;
        for (int axis = 0; axis < whole.Rank; axis++)
        {
            to /= block[axis];
            loops.Add(block[axis], strides[axis], to);
        }

        return loops;
    }
}
