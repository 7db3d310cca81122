using TypedModels.Engine.Compute.Moves;
using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Operations that put values beside each other along an axis.</summary>
internal static class Joining
{
    /// <summary>Concat: the axis comes first.</summary>
    public static void Concat(KernelContext context) => Concat(context, 1, 0);

    /// <summary>ConcatV2: the axis comes last.</summary>
    public static void ConcatV2(KernelContext context) => Concat(context, 0, context.InputCount - 1);

    /// <summary>Pack: along a new axis.</summary>
    public static Kernel Pack(KernelNode node)
    {
        int axis = node.Int32("axis");
        return new ActionKernel(context => Pack(context, axis));
    }

    /// <summary>ParallelConcat: values of length 1 along the first axis.</summary>
    public static void ParallelConcat(KernelContext context)
    {
        var first = context.Input(0);
        if (first.Rank == 0 || first[0] != 1)
        {
            throw OperationException.InvalidArgument($"All input shapes must be fully defined with a first dimension of 1, but one is {first.Shape}.");
        }

        RequireSameShapes(context, first);
        Join(context, first.Shape.With(0, context.InputCount), 0, 0, context.InputCount);
    }

    private static void Concat(KernelContext context, int firstValue, int axisInput)
    {
        var axisTensor = context.Input(axisInput);
        if (axisTensor.Rank != 0 && axisTensor.Count != 1)
        {
            throw OperationException.InvalidArgument($"ConcatOp : Expected axis to be a scalar, but its shape is {axisTensor.Shape}");
        }

        var first = context.Input(firstValue);
        long given = axisTensor.Integer(0);
        int axis = (int)(given < 0 ? given + first.Rank : given);
        if (axis < 0 || axis >= first.Rank)
        {
            throw OperationException.InvalidArgument($"ConcatOp : Expected concatenating dimensions in the range [{-first.Rank}, {first.Rank}), but got {given}");
        }

        int count = context.InputCount - 1;
        long length = 0;
        for (int i = 0; i < count; i++)
        {
            var value = context.Input(firstValue + i);
            RequireFits(first.Shape, value.Shape, axis, i);
            length += value[axis];
        }

        var shape = Lengthen(first.Shape, axis, length);
        for (int i = 0; i < count; i++)
        {
            // The others are empty.
            var value = context.Input(firstValue + i);
            if (value.Count == shape.Count && value.Count > 0)
            {
                context.Forward(0, value, shape);
                return;
            }
        }

        Join(context, shape, axis, firstValue, count);
    }

    private static void Pack(KernelContext context, int given)
    {
        var first = context.Input(0);
        int axis = given < 0 ? given + first.Rank + 1 : given;
        if (axis < 0 || axis > first.Rank)
        {
            throw OperationException.InvalidArgument($" axis = {given} not in [{-first.Rank - 1}, {first.Rank + 1})");
        }

        RequireSameShapes(context, first);
        var shape = first.Shape.Insert(axis, context.InputCount);
        if (context.InputCount == 1)
        {
            context.Forward(0, first, shape);
            return;
        }

        Join(context, shape, axis, 0, context.InputCount);
    }

    /// <summary>Copies values into an output, one behind the other along an axis: for each place on the axes before it, a run of each.</summary>
    private static void Join(KernelContext context, in Shape shape, int axis, int firstValue, int count)
    {
        var output = context.Output(0, shape);
        if (shape.IsEmpty)
        {
            return;
        }

        int lines = shape.Product(0, axis);
        int line = shape.Count / lines;
        int start = 0;
        for (int i = 0; i < count; i++)
        {
            var value = context.Input(firstValue + i);
            int run = value.Count / lines;
            var loops = new CopyLoops(0, start);
            loops.Add(lines, run, line);
            loops.Add(run, 1, 1);
            TensorMove.Run(context, value, output, loops);
            start += run;
        }
    }

    private static Shape Lengthen(in Shape shape, int axis, long length)
    {
        Span<long> lengths = stackalloc long[shape.Rank];
        for (int i = 0; i < lengths.Length; i++)
        {
            lengths[i] = i == axis ? length : shape[i];
        }

        return Shape.From(lengths);
    }

    private static void RequireFits(in Shape first, in Shape shape, int axis, int index)
    {
        if (shape.Rank != first.Rank)
        {
            throw OperationException.InvalidArgument($"ConcatOp : Ranks of all input tensors should match: shape[0] = {first} vs. shape[{index}] = {shape}");
        }

        for (int i = 0; i < shape.Rank; i++)
        {
            if (i != axis && shape[i] != first[i])
            {
                throw OperationException.InvalidArgument($"ConcatOp : Dimension {i} in both shapes must be equal: shape[0] = {first} vs. shape[{index}] = {shape}");
            }
        }
    }

    private static void RequireSameShapes(KernelContext context, Tensor first)
    {
        for (int i = 1; i < context.InputCount; i++)
        {
            if (context.Input(i).Shape != first.Shape)
            {
                throw OperationException.InvalidArgument($"Shapes of all inputs must match: values[0].shape = {first.Shape} != values[{i}].shape = {context.Input(i).Shape}");
            }
        }
    }
}
