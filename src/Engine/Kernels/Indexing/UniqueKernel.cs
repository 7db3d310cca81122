using TypedModels.Engine.Compute.Moves;
using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Kernels.Shapes;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Indexing;

/// <summary>Each element, or each slice along an axis, once, in the order in which they first come; which of them each was; and how often each came.</summary>
/// <param name="hasAxis">Whether the second input names an axis.</param>
/// <param name="counts">Whether they are counted.</param>
internal sealed class UniqueKernel(bool hasAxis, bool counts) : ItemKernel
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        int axis = ReadAxis(context, input);
        int length = input.Count == 0 ? 0 : input.Count / input[axis];
        if (axis == 0 || input.Count == 0)
        {
            Run(context, input, length);
            return;
        }

        // Slices along an inner axis lie apart: they are put together first.
        var together = context.Pool.RentTensor();
        try
        {
            int outer = input.Shape.Product(0, axis), inner = input.Shape.Product(axis + 1, input.Rank);
            context.Allocate(together, input.Type, input.Shape);
            var loops = new CopyLoops(0, 0);
            loops.Add(input[axis], inner, length);
            loops.Add(outer, input[axis] * inner, inner);
            loops.Add(inner, 1, 1);
            TensorMove.Run(context, input, together, loops);
            Run(context, together, length);
        }
        finally
        {
            context.Pool.Return(together);
        }
    }

    protected override void Run<TItems>(KernelContext context, in TItems items)
    {
        var input = context.Input(0);
        int axis = ReadAxis(context, input), count = input[axis];
        var table = new ItemTable(context, count);
        var firsts = context.Scratch<int>(count);
        var numbers = context.Scratch<int>(count);
        var found = context.Output(1, new Shape(count));
        int unique = 0;
        for (int item = 0; item < count; item++)
        {
            if ((item & 0xFFFF) == 0)
            {
                context.ThrowIfCancelled();
            }

            int first = table.Find(items, item, adds: true);
            numbers[item] = first < 0 ? unique : numbers[first];
            if (first < 0)
            {
                firsts[unique++] = item;
            }

            Arguments.Set(found, item, numbers[item]);
        }

        Take(context, input, axis, firsts[..unique]);
        if (counts)
        {
            Count(context, numbers, unique);
        }
    }

    /// <summary>Gives the slices of the given places along an axis.</summary>
    private static void Take(KernelContext context, Tensor input, int axis, ReadOnlySpan<int> places)
    {
        var output = context.Output(0, input.Shape.With(axis, places.Length));
        if (output.Count == 0)
        {
            return;
        }

        int outer = input.Shape.Product(0, axis), inner = input.Shape.Product(axis + 1, input.Rank);
        for (int block = 0; block < outer; block++)
        {
            RowMove.Gather(context, input, block * input[axis] * inner, places, output, block * places.Length * inner, inner);
        }
    }

    private static void Count(KernelContext context, ReadOnlySpan<int> numbers, int unique)
    {
        var times = context.Scratch<int>(unique);
        times.Clear();
        foreach (int number in numbers)
        {
            times[number]++;
        }

        ShapeReading.Write(context.Output(2, new Shape(unique)), times);
    }

    private int ReadAxis(KernelContext context, Tensor input)
    {
        if (!hasAxis || context.Input(1).Count == 0)
        {
            return input.Rank == 1 ? 0 : throw OperationException.InvalidArgument("unique expects a 1D vector.");
        }

        var axes = context.Input(1);
        if (axes.Count != 1 || axes.Rank > 1)
        {
            throw OperationException.InvalidArgument($"axis must be a vector of at most one number, but its shape is {axes.Shape}");
        }

        long given = axes.Integer(0), axis = given < 0 ? given + input.Rank : given;
        return axis >= 0 && axis < input.Rank ? (int)axis : throw OperationException.InvalidArgument($"axis has to be between [0, {input.Rank})");
    }
}
