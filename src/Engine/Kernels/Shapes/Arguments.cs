using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Operations that work out what others are told: shapes, offsets, orders of axes.</summary>
internal static class Arguments
{
    /// <summary>ConcatOffset: where each of some values begins in what Concat makes of them.</summary>
    public static void ConcatOffset(KernelContext context)
    {
        var axisTensor = context.Input(0);
        var first = context.Input(1);
        int rank = first.Count;
        if (axisTensor.Rank != 0)
        {
            throw OperationException.InvalidArgument($"Concat dim tensor should be a scalar integer, but got shape {axisTensor.Shape}");
        }

        long given = axisTensor.Integer(0), axis = given < 0 ? given + rank : given;
        if (axis < 0 || axis >= rank)
        {
            throw OperationException.InvalidArgument($"Concat dim is out of range: {given} vs. {rank}");
        }

        long offset = 0;
        for (int i = 0; i < context.OutputCount; i++)
        {
            var shape = context.Input(i + 1);
            if (shape.Rank != 1 || shape.Count != rank)
            {
                throw OperationException.InvalidArgument($"input {i} should be a vector of size {rank}, but got shape {shape.Shape}");
            }

            var output = context.Output(i, shape.Shape);
            for (int j = 0; j < rank; j++)
            {
                if (j != axis && shape.Integer(j) != first.Integer(j))
                {
                    throw OperationException.InvalidArgument($"All dimensions except {axis} must match. Input {i} has length {shape.Integer(j)} and doesn't match input 0 with length {first.Integer(j)} of dimension {j}.");
                }

                Set(output, j, j == axis ? offset : 0);
            }

            offset += shape.Integer((int)axis);
        }
    }

    /// <summary>BroadcastArgs: the shape that two shapes are broadcast to.</summary>
    public static void Broadcast(KernelContext context)
    {
        var (left, right) = ReadShapes(context);
        var output = context.Output(0, new Shape(Math.Max(left.Count, right.Count)));
        for (int i = 0; i < output.Count; i++)
        {
            long a = Length(left, i, output.Count), b = Length(right, i, output.Count);
            Set(output, i, a == 1 ? b : a);
        }
    }

    /// <summary>BroadcastGradientArgs: the axes along which gradients of two broadcast values are summed.</summary>
    public static void BroadcastGradient(KernelContext context)
    {
        var (left, right) = ReadShapes(context);
        int rank = Math.Max(left.Count, right.Count);
        bool areSame = left.Shape == right.Shape;
        for (int i = 0; areSame && i < rank; i++)
        {
            areSame = left.Integer(i) == right.Integer(i);
        }

        WriteAxes(context, 0, left, right, areSame ? 0 : rank);
        WriteAxes(context, 1, right, left, areSame ? 0 : rank);
    }

    /// <summary>InvertPermutation: where each number stands.</summary>
    public static void InvertPermutation(KernelContext context)
    {
        var input = context.Input(0);
        if (input.Rank != 1)
        {
            throw OperationException.InvalidArgument("invert_permutation expects a 1D vector.");
        }

        var output = context.Output(0, input.Shape);
        var seen = context.Scratch<bool>(input.Count);
        seen.Clear();
        for (int i = 0; i < input.Count; i++)
        {
            long place = input.Integer(i);
            if (place < 0 || place >= input.Count)
            {
                throw OperationException.InvalidArgument($"{place} is not between 0 and {input.Count}");
            }

            if (seen[(int)place])
            {
                throw OperationException.InvalidArgument($"{place} is duplicated in the input.");
            }

            seen[(int)place] = true;
            Set(output, (int)place, i);
        }
    }

    /// <summary>Writes an element of a tensor of int32 or int64.</summary>
    public static void Set(Tensor output, int index, long value)
    {
        if (output.Type == DataType.Int32)
        {
            output.WritableSpan<int>()[index] = (int)value;
        }
        else
        {
            output.WritableSpan<long>()[index] = value;
        }
    }

    private static (Tensor Left, Tensor Right) ReadShapes(KernelContext context)
    {
        var (left, right) = (context.Input(0), context.Input(1));
        if (left.Rank != 1 || right.Rank != 1)
        {
            throw OperationException.InvalidArgument($"In[{(left.Rank != 1 ? 0 : 1)}] must be a vector.{(left.Rank != 1 ? left : right).Shape}");
        }

        int rank = Math.Max(left.Count, right.Count);
        for (int i = 0; i < rank; i++)
        {
            long a = Length(left, i, rank), b = Length(right, i, rank);
            if (a != b && a != 1 && b != 1)
            {
                throw OperationException.InvalidArgument($"Incompatible shapes: {Text(left)} vs. {Text(right)}");
            }
        }

        return (left, right);
    }

    private static void WriteAxes(KernelContext context, int index, Tensor shape, Tensor other, int rank)
    {
        int count = 0;
        for (int i = 0; i < rank; i++)
        {
            count += IsSummed(i) ? 1 : 0;
        }

        var output = context.Output(index, new Shape(count));
        for (int i = 0, next = 0; i < rank; i++)
        {
            if (IsSummed(i))
            {
                Set(output, next++, i);
            }
        }

        bool IsSummed(int axis) => Length(shape, axis, rank) == 1 && (Length(other, axis, rank) != 1 || axis < rank - shape.Count || shape.Count == rank);
    }

    /// <summary>The length of an axis of the broadcast shape; 1 where the shape has no such axis.</summary>
    private static long Length(Tensor shape, int axis, int rank) => axis < rank - shape.Count ? 1 : shape.Integer(axis - (rank - shape.Count));

    private static string Text(Tensor shape) => $"[{string.Join(',', Enumerable.Range(0, shape.Count).Select(shape.Integer))}]";
}
