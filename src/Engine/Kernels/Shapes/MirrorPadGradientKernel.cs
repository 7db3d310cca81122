using TypedModels.Engine.Kernels.Combining;
using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Takes mirrored margins off again, and adds to each element what was mirrored from it.</summary>
/// <param name="skipped">How many places at an edge are not mirrored.</param>
internal sealed class MirrorPadGradientKernel<T, TSum>(int skipped) : Kernel
    where T : unmanaged
    where TSum : ICombination<T>
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        Span<long> before = stackalloc long[input.Rank];
        Span<long> after = stackalloc long[input.Rank];
        Padding.ReadPaddings(context.Input(1), input.Rank, before, after);
        Span<int> lengths = stackalloc int[input.Rank];
        Span<int> first = stackalloc int[input.Rank];
        for (int axis = 0; axis < input.Rank; axis++)
        {
            long rest = before[axis] > input[axis] || after[axis] > input[axis] ? -1 : input[axis] - before[axis] - after[axis];
            if (rest - skipped < Math.Max(before[axis], after[axis]))
            {
                throw OperationException.InvalidArgument($"paddings must be {(skipped > 0 ? "less than" : "no greater than")} the dimension size: {before[axis]}, {after[axis]} of {rest}");
            }

            (lengths[axis], first[axis]) = ((int)rest, (int)before[axis]);
        }

        var shape = new Shape(lengths);
        var output = context.Output(0, shape);
        if (shape.IsEmpty)
        {
            return;
        }

        var folded = context.Pool.RentTensor();
        try
        {
            context.Allocate(folded, input.Type, input.Shape);
            Elements.Copy(input, 0, folded, 0, input.Count);
            for (int axis = 0; axis < input.Rank; axis++)
            {
                Fold(folded, axis, first[axis], first[axis] + lengths[axis], (int)after[axis]);
            }

            TensorMove.Run(context, folded, output, Slicing.Loops(input.Shape, first, shape));
        }
        finally
        {
            context.Pool.Return(folded);
        }
    }

    /// <summary>Adds the margins of one axis to what they mirror; the inside goes from <paramref name="start"/> to <paramref name="end"/>.</summary>
    private void Fold(Tensor value, int axis, int start, int end, int after)
    {
        var numbers = value.WritableSpan<T>();
        int line = value.Shape.Product(axis + 1, value.Rank), block = value[axis] * line;
        for (int outer = 0; outer < numbers.Length; outer += block)
        {
            for (int i = 1; i <= start; i++)
            {
                Add(numbers.Slice(outer, block), start + skipped + i - 1, start - i, line);
            }

            for (int i = 1; i <= after; i++)
            {
                Add(numbers.Slice(outer, block), end - skipped - i, end + i - 1, line);
            }
        }
    }

    private static void Add(Span<T> block, int to, int from, int line) => Rows.Combine<T, TSum>(block.Slice(to * line, line), block.Slice(from * line, line));
}
