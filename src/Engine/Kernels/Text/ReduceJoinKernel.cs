using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Text;

/// <summary>ReduceJoin: the texts along some axes put together, the first of the given axes running fastest.</summary>
internal sealed class ReduceJoinKernel(bool keepsAxes, ReadOnlyMemory<byte> separator) : Kernel
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var indices = context.Input(1);
        if (indices.Count > input.Rank && indices.Count > Shape.MaxRank)
        {
            throw OperationException.InvalidArgument($"There are {indices.Count} reduction dimensions for input with {input.Rank} dimension(s)");
        }

        Span<int> axes = stackalloc int[indices.Count];
        Span<bool> isReduced = stackalloc bool[Shape.MaxRank];
        ReadAxes(input, indices, axes, isReduced);
        Span<int> strides = stackalloc int[Shape.MaxRank];
        for (int axis = input.Rank - 1, stride = 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= Math.Max(1, input[axis]);
        }

        var output = context.Output(0, OutputShape(input, isReduced));
        int parts = 1;
        foreach (int axis in axes)
        {
            parts *= input[axis];
        }

        for (int i = 0; i < output.Count; i++)
        {
            context.ThrowIfCancelledEvery(i);
            output.WritableTexts[i] = Join(context, input, Offset(input, isReduced, strides, i), axes, strides, parts);
        }
    }

    private static void ReadAxes(Tensor input, Tensor indices, Span<int> axes, Span<bool> isReduced)
    {
        for (int i = 0; i < axes.Length; i++)
        {
            long given = indices.Integer(i);
            long axis = given < 0 ? given + input.Rank : given;
            if (axis < 0 || axis >= input.Rank)
            {
                throw new OperationException(ModelErrorCode.OutOfRange, $"Invalid reduction dimension {given} for input with {input.Rank} dimension(s)");
            }

            if (isReduced[(int)axis])
            {
                throw OperationException.InvalidArgument($"Duplicate reduction dimension {axis}");
            }

            isReduced[(int)axis] = true;
            axes[i] = (int)axis;
        }
    }

    private Shape OutputShape(Tensor input, ReadOnlySpan<bool> isReduced)
    {
        Span<int> lengths = stackalloc int[Shape.MaxRank];
        int rank = 0;
        for (int axis = 0; axis < input.Rank; axis++)
        {
            if (!isReduced[axis] || keepsAxes)
            {
                lengths[rank++] = isReduced[axis] ? 1 : input[axis];
            }
        }

        return new Shape(lengths[..rank]);
    }

    private static int Offset(Tensor input, ReadOnlySpan<bool> isReduced, ReadOnlySpan<int> strides, int index)
    {
        int offset = 0;
        for (int axis = input.Rank - 1; axis >= 0; axis--)
        {
            if (!isReduced[axis])
            {
                offset += index % input[axis] * strides[axis];
                index /= input[axis];
            }
        }

        return offset;
    }

    private ReadOnlyMemory<byte> Join(KernelContext context, Tensor input, int offset, ReadOnlySpan<int> axes, ReadOnlySpan<int> strides, int parts)
    {
        var buffer = context.TextBuffer;
        for (int part = 0; part < parts; part++)
        {
            int position = offset;
            for (int i = 0, rest = part; i < axes.Length; i++)
            {
                position += rest % input[axes[i]] * strides[axes[i]];
                rest /= input[axes[i]];
            }

            if (part > 0)
            {
                buffer.Append(separator.Span);
            }

            buffer.Append(input.Texts[position].Span);
            context.ThrowIfCancelledEvery(part);
        }

        return context.Keep(buffer.Written);
    }
}
