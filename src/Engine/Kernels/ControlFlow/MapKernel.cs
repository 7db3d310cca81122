using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.ControlFlow;

/// <summary>Runs a function on each row of its arguments, and puts the results together as rows.</summary>
/// <param name="function">What is run on a row.</param>
/// <param name="rowCount">The number of arguments that are taken apart; those behind them go to each run whole.</param>
/// <param name="shapes">What is known of the results' shapes.</param>
internal sealed class MapKernel(FunctionPlan function, int rowCount, IReadOnlyList<TensorShape> shapes) : Kernel
{
    public override void Run(KernelContext context)
    {
        int rows = Rows(context);
        var arguments = context.Pool.RentTensors(context.InputCount);
        var results = context.Pool.RentTensors(context.OutputCount);
        try
        {
            for (int row = 0; row < rows; row++)
            {
                context.ThrowIfCancelled();
                ReadRow(context, row, arguments);
                function.Run(context, arguments, results, moves: true);
                for (int i = 0; i < results.Length; i++)
                {
                    Write(context, i, results[i], row, rows);
                }
            }

            for (int i = 0; rows == 0 && i < results.Length; i++)
            {
                context.Output(i, EmptyShape(shapes[i]));
            }
        }
        finally
        {
            context.Pool.Return(arguments);
            context.Pool.Return(results);
        }
    }

    private int Rows(KernelContext context)
    {
        for (int i = 0; i < rowCount; i++)
        {
            var input = context.Input(i);
            if (input.Rank == 0 || input[0] != context.Input(0)[0])
            {
                throw OperationException.InvalidArgument($"All inputs must have the same dimension 0, but input {i} has shape {input.Shape} and the first {context.Input(0).Shape}.");
            }
        }

        return context.Input(0)[0];
    }

    private void ReadRow(KernelContext context, int row, Tensor[] arguments)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            var input = context.Input(i);
            if (i >= rowCount)
            {
                arguments[i].Share(input, input.Shape);
                continue;
            }

            var shape = input.Shape.Remove(0);
            context.Allocate(arguments[i], input.Type, shape);
            Elements.Copy(input, row * shape.Count, arguments[i], 0, shape.Count);
        }
    }

    private static void Write(KernelContext context, int index, Tensor result, int row, int rows)
    {
        var output = row == 0 ? context.Output(index, result.Shape.Insert(0, rows)) : context.Result(index);
        if (output.Shape.Remove(0) != result.Shape)
        {
            throw OperationException.InvalidArgument($"The results of the rows have different shapes, such as {output.Shape.Remove(0)} and {result.Shape}.");
        }

        Elements.Copy(result, 0, output, row * result.Count, result.Count);
        result.Release();
    }

    private static Shape EmptyShape(TensorShape known)
    {
        if (!known.IsFullyKnown)
        {
            throw OperationException.InvalidArgument($"There are no rows, and the shape {known} of a result is not fully known.");
        }

        return Shape.From(known.Dimensions.AsSpan()).Insert(0, 0);
    }
}
