using System.Runtime.InteropServices;
using TypedModels.Engine.Compute.Moves;
using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Puts the axes into another order.</summary>
/// <param name="conjugates">Whether complex numbers are conjugated.</param>
internal sealed class TransposeKernel(bool conjugates) : Kernel
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        Span<int> order = stackalloc int[input.Rank];
        ReadOrder(context.Input(1), order);
        Span<int> lengths = stackalloc int[input.Rank];
        for (int axis = 0; axis < order.Length; axis++)
        {
            lengths[axis] = input[order[axis]];
        }

        var shape = new Shape(lengths);
        bool isComplex = input.Type is DataType.Complex64 or DataType.Complex128;
        if (IsInOrder(input.Shape, order) && !(conjugates && isComplex))
        {
            context.Forward(0, input, shape);
            return;
        }

        var output = context.Output(0, shape);
        if (!shape.IsEmpty)
        {
            TensorMove.Run(context, input, output, Loops(input.Shape, order));
        }

        if (conjugates && isComplex)
        {
            Conjugate(output);
        }
    }

    private static CopyLoops Loops(in Shape shape, ReadOnlySpan<int> order)
    {
        Span<int> from = stackalloc int[shape.Rank];
        Strides.Of(shape, from);
        var loops = new CopyLoops(0, 0);
        long to = shape.Count;
        foreach (int axis in order)
        {
            to /= shape[axis];
            loops.Add(shape[axis], from[axis], to);
        }

        return loops;
    }

    /// <summary>Whether the axes that have a length keep their order, so that no element moves.</summary>
    private static bool IsInOrder(in Shape shape, ReadOnlySpan<int> order)
    {
        int last = -1;
        foreach (int axis in order)
        {
            if (shape[axis] != 1)
            {
                if (axis < last)
                {
                    return false;
                }

                last = axis;
            }
        }

        return true;
    }

    private static void ReadOrder(Tensor permutation, Span<int> order)
    {
        if (permutation.Rank != 1)
        {
            throw OperationException.InvalidArgument($"perm must be rank 1, got shape {permutation.Shape}");
        }

        if (permutation.Count != order.Length)
        {
            throw OperationException.InvalidArgument($"transpose expects a vector of size {order.Length}. But input(1) is a vector of size {permutation.Count}");
        }

        int seen = 0;
        for (int i = 0; i < order.Length; i++)
        {
            long axis = permutation.Integer(i);
            if (axis < 0 || axis >= order.Length)
            {
                throw OperationException.InvalidArgument($"{axis} is out of range [0 .. {order.Length})");
            }

            order[i] = (int)axis;
            seen |= 1 << (int)axis;
        }

        for (int axis = 0; axis < order.Length; axis++)
        {
            if ((seen >> axis & 1) == 0)
            {
                throw OperationException.InvalidArgument($"{axis} is missing from {{{string.Join(',', order.ToArray())}}}.");
            }
        }
    }

    private static void Conjugate(Tensor value)
    {
        if (value.Type == DataType.Complex64)
        {
            NegateEverySecond(MemoryMarshal.Cast<long, float>(value.WritableSpan<long>()));
        }
        else
        {
            NegateEverySecond(MemoryMarshal.Cast<UInt128, double>(value.WritableSpan<UInt128>()));
        }
    }

    private static void NegateEverySecond<T>(Span<T> parts)
        where T : System.Numerics.INumber<T>
    {
        for (int i = 1; i < parts.Length; i += 2)
        {
            parts[i] = -parts[i];
        }
    }
}
