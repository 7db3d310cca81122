using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Indexing;

/// <summary>Takes places along an axis: rows of a table by their numbers.</summary>
/// <param name="givenBatchAxes">The outer axes that parameters and indices share; negative numbers count from the end of the indices'.</param>
internal sealed class GatherKernel(int givenBatchAxes) : Kernel
{
    public override void Run(KernelContext context)
    {
        var parameters = context.Input(0);
        var indices = context.Input(1);
        if (parameters.Rank == 0)
        {
            throw OperationException.InvalidArgument("params must be at least 1 dimensional");
        }

        int batchAxes = givenBatchAxes < 0 ? givenBatchAxes + indices.Rank : givenBatchAxes;
        if (batchAxes < 0 || batchAxes > indices.Rank)
        {
            throw OperationException.InvalidArgument($"Expected batch_dims in the range [{-indices.Rank}, {indices.Rank}], but got {givenBatchAxes}");
        }

        int axis = ReadAxis(context, parameters, batchAxes);
        for (int i = 0; i < batchAxes; i++)
        {
            if (parameters[i] != indices[i])
            {
                throw OperationException.InvalidArgument($"params.shape[{i}]: {parameters[i]} should be equal to indices.shape[{i}]: {indices[i]}");
            }
        }

        var shape = ShapeOf(parameters.Shape, indices.Shape, axis, batchAxes);
        var rows = context.Scratch<int>(indices.Count);
        RowIndices.Read(indices, parameters[axis], rows);
        var output = context.Output(0, shape);
        if (shape.IsEmpty)
        {
            return;
        }

        int batches = parameters.Shape.Product(0, batchAxes), outer = parameters.Shape.Product(batchAxes, axis);
        int rowLength = parameters.Shape.Product(axis + 1, parameters.Rank), count = indices.Count / batches;
        for (int block = 0; block < batches * outer; block++)
        {
            RowMove.Gather(context, parameters, block * parameters[axis] * rowLength, rows.Slice(block / outer * count, count), output, block * count * rowLength, rowLength);
        }
    }

    private static int ReadAxis(KernelContext context, Tensor parameters, int batchAxes)
    {
        if (context.InputCount < 3)
        {
            return 0;
        }

        long given = Indices.Scalar(context.Input(2), "axis");
        long axis = given < 0 ? given + parameters.Rank : given;
        if (axis < 0 || axis >= parameters.Rank)
        {
            throw OperationException.InvalidArgument($"Expected axis in the range [{-parameters.Rank}, {parameters.Rank}), but got {given}");
        }

        return axis >= batchAxes ? (int)axis : throw OperationException.InvalidArgument($"batch_dims ({batchAxes}) must be less than or equal to axis ({axis}).");
    }

    private static Shape ShapeOf(in Shape parameters, in Shape indices, int axis, int batchAxes)
    {
        Span<int> lengths = stackalloc int[2 * Shape.MaxRank];
        parameters.Lengths[..axis].CopyTo(lengths);
        indices.Lengths[batchAxes..].CopyTo(lengths[axis..]);
        int after = axis + indices.Rank - batchAxes;
        parameters.Lengths[(axis + 1)..].CopyTo(lengths[after..]);
        return new Shape(lengths[..(after + parameters.Rank - axis - 1)]);
    }
}
