using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Kernels.Shapes;

namespace TypedModels.Engine.Kernels.Indexing;

/// <summary>Writes each index as a row with one place that is on; an index out of range has none.</summary>
/// <param name="givenAxis">The new axis; −1 for the last.</param>
internal sealed class OneHotKernel(int givenAxis) : Kernel
{
    public override void Run(KernelContext context)
    {
        var indices = context.Input(0);
        long depth = Indices.Scalar(context.Input(1), "depth");
        if (givenAxis < -1 || givenAxis > indices.Rank)
        {
            throw OperationException.InvalidArgument($"Expected axis to be -1 or between [0, {indices.Rank}].  But received: {givenAxis}");
        }

        if (depth < 0)
        {
            throw OperationException.InvalidArgument($"depth must be non-negative, got: {depth}");
        }

        for (int i = 2; i < 4; i++)
        {
            if (context.Input(i).Rank != 0)
            {
                throw OperationException.InvalidArgument($"{(i == 2 ? "on_value" : "off_value")} must be a scalar, but got: {context.Input(i).Shape}");
            }
        }

        int axis = givenAxis < 0 ? indices.Rank : givenAxis;
        var output = context.Output(0, indices.Shape.Insert(axis, (int)depth));
        if (output.Count == 0)
        {
            return;
        }

        Filling.Repeat(context, context.Input(3), output);
        int inner = indices.Shape.Product(axis, indices.Rank);
        var places = context.Scratch<int>(indices.Count);
        for (int i = 0; i < places.Length; i++)
        {
            long index = indices.Integer(i);
            places[i] = (ulong)index < (ulong)depth ? (int)((((i / inner) * depth) + index) * inner) + (i % inner) : PointIndices.OutOfRange;
        }

        var ones = context.Pool.RentTensor();
        try
        {
            context.Allocate(ones, output.Type, indices.Shape);
            Filling.Repeat(context, context.Input(2), ones);
            RowMove.Scatter(context, ones, 0, places, output, 0, 1);
        }
        finally
        {
            context.Pool.Return(ones);
        }
    }
}
