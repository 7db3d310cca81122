using TypedModels.Engine.Compute.Moves;
using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Operations that put elements around a value.</summary>
internal static class Padding
{
    /// <summary>Pad: zeros, or empty texts.</summary>
    public static void Pad(KernelContext context)
    {
        var zero = context.Pool.RentTensor();
        try
        {
            context.Allocate(zero, context.Input(0).Type, Shape.Scalar);
            Elements.Clear(zero, 0, 1);
            Pad(context, zero);
        }
        finally
        {
            context.Pool.Return(zero);
        }
    }

    /// <summary>PadV2: a value that is an input.</summary>
    public static void PadV2(KernelContext context)
    {
        if (context.Input(2).Rank != 0)
        {
            throw OperationException.InvalidArgument($"Constant values must be a scalar. Found: {context.Input(2).Shape}");
        }

        Pad(context, context.Input(2));
    }

    /// <summary>MirrorPad: the value's own elements from its edge inwards.</summary>
    public static Kernel MirrorPad(KernelNode node)
    {
        int skipped = SkippedEdge(node);
        return new ActionKernel(context => MirrorPad(context, skipped));
    }

    /// <summary>How many places at an edge are not mirrored.</summary>
    public static int SkippedEdge(KernelNode node) => node.Text("mode") switch
    {
        "REFLECT" => 1,
        "SYMMETRIC" => 0,
        string mode => throw OperationException.InvalidArgument($"mode must be either REFLECT or SYMMETRIC, but it is {mode}."),
    };

    /// <summary>Reads how much is put before and after each axis of a value.</summary>
    public static void ReadPaddings(Tensor paddings, int rank, Span<long> before, Span<long> after)
    {
        if (paddings.Rank != 2 || paddings[1] != 2)
        {
            throw OperationException.InvalidArgument($"paddings must be a matrix with 2 columns: {paddings.Shape}");
        }

        if (paddings[0] != rank)
        {
            throw OperationException.InvalidArgument($"The first dimension of paddings must be the rank of inputs: {rank}, but the shape of paddings is {paddings.Shape}");
        }

        for (int axis = 0; axis < rank; axis++)
        {
            (before[axis], after[axis]) = (paddings.Integer(2 * axis), paddings.Integer((2 * axis) + 1));
            if (before[axis] < 0 || after[axis] < 0)
            {
                throw OperationException.InvalidArgument($"Paddings must be non-negative: {before[axis]} {after[axis]}");
            }
        }
    }

    private static void Pad(KernelContext context, Tensor value)
    {
        var input = context.Input(0);
        Span<long> before = stackalloc long[input.Rank];
        Span<long> after = stackalloc long[input.Rank];
        ReadPaddings(context.Input(1), input.Rank, before, after);
        if (!TryMakeRoom(context, before, after, out var output) || output.Count == 0)
        {
            return;
        }

        if (input.Count == 0)
        {
            Filling.Repeat(context, value, output);
            return;
        }

        CopyInside(context, input, output, before);
        for (int axis = 0; axis < input.Rank; axis++)
        {
            Fill(context, value, output, input.Shape, before, axis, 0, (int)before[axis]);
            Fill(context, value, output, input.Shape, before, axis, (int)before[axis] + input[axis], (int)after[axis]);
        }
    }

    private static void MirrorPad(KernelContext context, int skipped)
    {
        var input = context.Input(0);
        Span<long> before = stackalloc long[input.Rank];
        Span<long> after = stackalloc long[input.Rank];
        ReadPaddings(context.Input(1), input.Rank, before, after);
        for (int axis = 0; axis < input.Rank; axis++)
        {
            if (Math.Max(before[axis], after[axis]) > input[axis] - skipped)
            {
                throw OperationException.InvalidArgument(
                    skipped > 0 ? $"paddings must be less than the dimension size: {before[axis]}, {after[axis]} not less than {input[axis]}"
                    : $"paddings must be no greater than the dimension size: {before[axis]}, {after[axis]} greater than {input[axis]}");
            }
        }

        if (!TryMakeRoom(context, before, after, out var output) || output.Count == 0)
        {
            return;
        }

        CopyInside(context, input, output, before);
        for (int axis = input.Rank - 1; axis >= 0; axis--)
        {
            int start = (int)before[axis], end = start + input[axis];
            Mirror(context, output, input.Shape, before, axis, start - 1, start + skipped, start);
            Mirror(context, output, input.Shape, before, axis, end + (int)after[axis] - 1, end - skipped - (int)after[axis], (int)after[axis]);
        }
    }

    /// <summary>Makes room for the padded value; where nothing is padded the output is the input.</summary>
    private static bool TryMakeRoom(KernelContext context, ReadOnlySpan<long> before, ReadOnlySpan<long> after, out Tensor output)
    {
        var input = context.Input(0);
        Span<long> lengths = stackalloc long[input.Rank];
        for (int axis = 0; axis < input.Rank; axis++)
        {
            // Each is at most 2⁶³ − 1; what is above an int is refused whatever it is.
            lengths[axis] = input[axis] + Math.Min(before[axis], 1L << 32) + Math.Min(after[axis], 1L << 32);
        }

        var shape = Shape.From(lengths);
        if (shape == input.Shape)
        {
            context.Forward(0, input);
            output = input;
            return false;
        }

        output = context.Output(0, shape);
        return true;
    }

    private static void CopyInside(KernelContext context, Tensor input, Tensor output, ReadOnlySpan<long> before)
    {
        Span<int> strides = stackalloc int[output.Rank];
        Strides.Of(output.Shape, strides);
        var loops = new CopyLoops(0, Start(strides, before));
        int from = input.Count;
        for (int axis = 0; axis < input.Rank; axis++)
        {
            from /= input[axis];
            loops.Add(input[axis], from, strides[axis]);
        }

        TensorMove.Run(context, input, output, loops);
    }

    /// <summary>Fills places of one axis: inside the axes before it, over the whole of those after it.</summary>
    private static void Fill(KernelContext context, Tensor value, Tensor output, in Shape inside, ReadOnlySpan<long> before, int axis, int place, int count)
    {
        if (count > 0)
        {
            Span<int> strides = stackalloc int[output.Rank];
            Strides.Of(output.Shape, strides);
            var loops = new CopyLoops(0, Start(strides[..axis], before) + (place * strides[axis]));
            for (int i = 0; i < axis; i++)
            {
                loops.Add(inside[i], 0, strides[i]);
            }

            loops.Add(count * strides[axis], 0, 1);
            TensorMove.Run(context, value, output, loops);
        }
    }

    /// <summary>Copies places of one axis, upwards from <paramref name="from"/>, to places downwards from <paramref name="to"/>.</summary>
    private static void Mirror(KernelContext context, Tensor output, in Shape inside, ReadOnlySpan<long> before, int axis, int to, int from, int count)
    {
        if (count > 0)
        {
            Span<int> strides = stackalloc int[output.Rank];
            Strides.Of(output.Shape, strides);
            int start = Start(strides[..axis], before);
            var loops = new CopyLoops(start + (from * strides[axis]), start + (to * strides[axis]));
            for (int i = 0; i < axis; i++)
            {
                loops.Add(inside[i], strides[i], strides[i]);
            }

            loops.Add(count, strides[axis], -strides[axis]);
            loops.Add(strides[axis], 1, 1);
            TensorMove.Run(context, output, output, loops);
        }
    }

    private static int Start(ReadOnlySpan<int> strides, ReadOnlySpan<long> before)
    {
        int start = 0;
        for (int axis = 0; axis < strides.Length; axis++)
        {
            start += (int)before[axis] * strides[axis];
        }

        return start;
    }
}
