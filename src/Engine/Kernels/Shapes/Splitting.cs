using TypedModels.Engine.Compute.Moves;
using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Operations that cut a value along an axis.</summary>
internal static class Splitting
{
    /// <summary>Split: into parts of the same length.</summary>
    public static void Split(KernelContext context)
    {
        var value = context.Input(1);
        int axis = ReadAxis(context.Input(0), value);
        int parts = context.OutputCount;
        if (value[axis] % parts != 0)
        {
            throw OperationException.InvalidArgument($"Number of ways to split should evenly divide the split dimension, but got split_dim {axis} (size = {value[axis]}) and num_split {parts}");
        }

        Span<int> lengths = parts <= 64 ? stackalloc int[parts] : new int[parts];
        lengths.Fill(value[axis] / parts);
        Cut(context, value, axis, lengths);
    }

    /// <summary>SplitV: into parts of given lengths, of which one may be −1.</summary>
    public static void SplitV(KernelContext context)
    {
        var value = context.Input(0);
        var sizes = context.Input(1);
        int parts = context.OutputCount;
        if (sizes.Rank != 1 || sizes.Count != parts)
        {
            throw OperationException.InvalidArgument($"size_splits must be one-dimensional and have the same size as num_split: {parts}, but its shape is {sizes.Shape}.");
        }

        int axis = ReadAxis(context.Input(2), value);
        Span<int> lengths = parts <= 64 ? stackalloc int[parts] : new int[parts];
        ReadLengths(sizes, value[axis], lengths);
        Cut(context, value, axis, lengths);
    }

    /// <summary>Unpack: into values without the axis.</summary>
    public static Kernel Unpack(KernelNode node)
    {
        int axis = node.Int32("axis");
        return new ActionKernel(context => Unpack(context, axis));
    }

    private static void Unpack(KernelContext context, int given)
    {
        var value = context.Input(0);
        int axis = given < 0 ? given + value.Rank : given;
        if (axis < 0 || axis >= value.Rank)
        {
            throw OperationException.InvalidArgument($"axis = {given} not in [{-value.Rank}, {value.Rank})");
        }

        if (value[axis] != context.OutputCount)
        {
            throw OperationException.InvalidArgument($"Input shape axis {axis} must equal {context.OutputCount}, got shape {value.Shape}");
        }

        var shape = value.Shape.Remove(axis);
        int start = 0;
        for (int i = 0; i < context.OutputCount; i++)
        {
            start += CutPart(context, value, axis, start, 1, i, shape);
        }
    }

    private static void Cut(KernelContext context, Tensor value, int axis, ReadOnlySpan<int> lengths)
    {
        int start = 0;
        for (int i = 0; i < lengths.Length; i++)
        {
            start += CutPart(context, value, axis, start, lengths[i], i, value.Shape.With(axis, lengths[i]));
        }
    }

    /// <summary>Gives an output a part of a value, and tells how far on the axis the part reaches.</summary>
    private static int CutPart(KernelContext context, Tensor value, int axis, int start, int length, int output, in Shape shape)
    {
        if (shape.Count == value.Count)
        {
            context.Forward(output, value, shape);
            return length;
        }

        var target = context.Output(output, shape);
        if (!shape.IsEmpty)
        {
            int lines = value.Shape.Product(0, axis), inner = value.Shape.Product(axis + 1, value.Rank);
            var loops = new CopyLoops(start * inner, 0);
            loops.Add(lines, value[axis] * inner, length * inner);
            loops.Add(length * inner, 1, 1);
            TensorMove.Run(context, value, target, loops);
        }

        return length;
    }

    private static int ReadAxis(Tensor axisTensor, Tensor value)
    {
        if (axisTensor.Count != 1)
        {
            throw OperationException.InvalidArgument($"split_dim_tensor must have exactly one element, but its shape is {axisTensor.Shape}.");
        }

        long given = axisTensor.Integer(0);
        long axis = given < 0 ? given + value.Rank : given;
        return axis >= 0 && axis < value.Rank
            ? (int)axis
            : throw OperationException.InvalidArgument($"-input rank(-{value.Rank}) <= split_dim < input rank ({value.Rank}), but got {given}");
    }

    private static void ReadLengths(Tensor sizes, int length, Span<int> lengths)
    {
        int rest = -1;
        long sum = 0;
        for (int i = 0; i < lengths.Length; i++)
        {
            long size = sizes.Integer(i);
            if (size == -1)
            {
                rest = rest < 0 ? i : throw OperationException.InvalidArgument("There can only be one -1 in the input.");
                continue;
            }

            if (size < 0 || size > length)
            {
                throw OperationException.InvalidArgument($"Split size at index {i} must be >= 0 and at most the length {length} of the axis. Got: {size}");
            }

            lengths[i] = (int)size;
            sum += size;
        }

        if (rest < 0 ? sum != length : sum > length)
        {
            throw OperationException.InvalidArgument($"Determined shape must either match input shape along split_dim exactly if fully specified, or be less than the size of the input along split_dim if not fully specified.  Got: {sum}");
        }

        if (rest >= 0)
        {
            lengths[rest] = (int)(length - sum);
        }
    }
}
