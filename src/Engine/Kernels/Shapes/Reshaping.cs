using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Operations that give the same elements another shape; nothing is copied.</summary>
internal static class Reshaping
{
    private const int Inferred = -1;

    /// <summary>Reshape: the lengths are a tensor, of which one may be −1.</summary>
    public static void Reshape(KernelContext context)
    {
        var input = context.Input(0);
        var lengths = context.Input(1);
        if (lengths.Rank != 1)
        {
            throw OperationException.InvalidArgument($"sizes input must be 1-D, not {lengths.Shape}");
        }

        context.Forward(0, input, ReadShape(lengths, input));
    }

    /// <summary>ExpandDims: an axis of length 1 more.</summary>
    public static void ExpandDims(KernelContext context)
    {
        var input = context.Input(0);
        var axes = context.Input(1);
        if (axes.Count != 1)
        {
            throw OperationException.InvalidArgument("'dim' must be a tensor with a single value");
        }

        long axis = axes.Integer(0);
        if (axis < -1 - input.Rank || axis > input.Rank)
        {
            throw OperationException.InvalidArgument($"Tried to expand dim index {axis} for tensor with {input.Rank} dimensions.");
        }

        context.Forward(0, input, input.Shape.Insert((int)(axis < 0 ? axis + input.Rank + 1 : axis), 1));
    }

    /// <summary>Squeeze: without axes of length 1, all or the named ones.</summary>
    public static Kernel Squeeze(KernelNode node)
    {
        int[] axes = node.Integers("squeeze_dims");
        return new ActionKernel(context =>
        {
            var input = context.Input(0);
            context.Forward(0, input, Squeezed(input.Shape, axes));
        });
    }

    private static Shape Squeezed(in Shape shape, int[] axes)
    {
        int squeezed = 0;
        foreach (int axis in axes)
        {
            if (axis < -shape.Rank || axis >= shape.Rank)
            {
                throw OperationException.InvalidArgument($"Tried to squeeze dim index {axis} for tensor with {shape.Rank} dimensions.");
            }

            squeezed |= 1 << (axis < 0 ? axis + shape.Rank : axis);
        }

        Span<int> lengths = stackalloc int[Memory.Shape.MaxRank];
        int count = 0;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            bool isNamed = (squeezed >> axis & 1) != 0;
            if (isNamed && shape[axis] != 1)
            {
                throw OperationException.InvalidArgument($"Can not squeeze dim[{axis}], expected a dimension of 1, got {shape[axis]}");
            }

            if (!isNamed && (axes.Length > 0 || shape[axis] != 1))
            {
                lengths[count++] = shape[axis];
            }
        }

        return new Shape(lengths[..count]);
    }

    private static Shape ReadShape(Tensor lengths, Tensor input)
    {
        Indices.RequireShapeLength(lengths.Count);
        Span<long> values = stackalloc long[lengths.Count];
        Indices.Read(lengths, values);
        int inferred = -1;
        long known = 1;
        bool hasZero = false;
        for (int axis = 0; axis < values.Length; axis++)
        {
            if (values[axis] == Inferred)
            {
                inferred = inferred < 0 ? axis : throw OperationException.InvalidArgument($"Only one input size may be -1, not both {inferred} and {axis}");
                continue;
            }

            if (values[axis] < 0)
            {
                throw OperationException.InvalidArgument($"Size {axis} must be non-negative, not {values[axis]}");
            }

            hasZero |= values[axis] == 0;
            known = values[axis] == 0 || known > int.MaxValue ? known : known * Math.Min(values[axis], 1L << 31);
        }

        if (inferred >= 0)
        {
            values[inferred] = Infer(input, known, hasZero);
            known *= values[inferred];
        }

        known = hasZero ? 0 : known;
        return known == input.Count
            ? Memory.Shape.From(values)
            : throw OperationException.InvalidArgument($"Input to reshape is a tensor with {input.Count} values, but the requested shape has {known}");
    }

    /// <summary>The length that makes the counts agree. Where lengths of 0 are asked for, those of the input are left out on the other side too.</summary>
    private static long Infer(Tensor input, long known, bool hasZero)
    {
        long count = 1;
        bool isEmpty = false;
        foreach (int length in input.Shape.Lengths)
        {
            isEmpty |= hasZero && length == 0;
            count *= hasZero && length == 0 ? 1 : length;
        }

        return isEmpty || count % known == 0
            ? count / known
            : throw OperationException.InvalidArgument($"Input to reshape is a tensor with {input.Count} values, but the requested shape requires a multiple of {known}");
    }
}
