using TypedModels.Engine.Compute.Moves;
using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Operations that repeat elements along axes.</summary>
internal static class Repeating
{
    /// <summary>Tile: each axis so many times.</summary>
    public static void Tile(KernelContext context)
    {
        var input = context.Input(0);
        var multiples = context.Input(1);
        if (multiples.Rank != 1 || multiples.Count != input.Rank)
        {
            throw OperationException.InvalidArgument($"Expected multiples argument to be a vector of length {input.Rank} but got length {multiples.Count}");
        }

        Span<long> lengths = stackalloc long[input.Rank];
        for (int axis = 0; axis < input.Rank; axis++)
        {
            long times = multiples.Integer(axis);
            if (times < 0)
            {
                throw OperationException.InvalidArgument($"Expected multiples[{axis}] >= 0, but got {times}");
            }

            lengths[axis] = input[axis] == 0 ? 0 : times <= int.MaxValue ? times * input[axis] : times;
        }

        var shape = Shape.From(lengths);
        if (shape == input.Shape)
        {
            context.Forward(0, input);
            return;
        }

        var output = context.Output(0, shape);
        if (shape.IsEmpty)
        {
            return;
        }

        var loops = new CopyLoops(0, 0);
        int from = input.Count, to = output.Count;
        for (int axis = 0; axis < input.Rank; axis++)
        {
            from /= input[axis];
            to /= shape[axis];
            loops.Add(shape[axis] / input[axis], 0, (long)to * input[axis]);
            loops.Add(input[axis], from, to);
        }

        TensorMove.Run(context, input, output, loops);
    }

    /// <summary>BroadcastTo: axes of length 1 are repeated to the lengths that are asked for.</summary>
    public static void BroadcastTo(KernelContext context)
    {
        var input = context.Input(0);
        var lengths = context.Input(1);
        if (lengths.Rank != 1)
        {
            throw OperationException.InvalidArgument($"shape must be a vector, got shape {lengths.Shape}");
        }

        var shape = Indices.ReadShape(lengths);
        RequireFits(input.Shape, shape);
        if (shape.Count == input.Count)
        {
            context.Forward(0, input, shape);
            return;
        }

        var output = context.Output(0, shape);
        if (!shape.IsEmpty)
        {
            TensorMove.Run(context, input, output, Loops(input.Shape, shape));
        }
    }

    /// <summary>Makes sure that a value can be repeated over a shape.</summary>
    public static void RequireFits(in Shape shape, in Shape wider)
    {
        int added = wider.Rank - shape.Rank;
        bool fits = added >= 0;
        for (int axis = 0; fits && axis < shape.Rank; axis++)
        {
            fits = shape[axis] == 1 || shape[axis] == wider[axis + added];
        }

        if (!fits)
        {
            throw OperationException.InvalidArgument($"Incompatible shapes: {shape} vs. {wider}");
        }
    }

    /// <summary>The loops that repeat a value over a shape that it fits, neither of them empty.</summary>
    public static CopyLoops Loops(in Shape shape, in Shape wider)
    {
        var loops = new CopyLoops(0, 0);
        int from = shape.Count, to = wider.Count;
        for (int axis = 0; axis < wider.Rank; axis++)
        {
            int own = axis - (wider.Rank - shape.Rank);
            int length = own < 0 ? 1 : shape[own];
            from /= length;
            to /= wider[axis];
            loops.Add(wider[axis], length == 1 ? 0 : from, to);
        }

        return loops;
    }
}
