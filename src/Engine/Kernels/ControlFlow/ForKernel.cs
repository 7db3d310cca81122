using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.ControlFlow;

/// <summary>Runs a function on its own results for each number from a start up to a limit.</summary>
/// <param name="body">One round; its first argument is the number.</param>
internal sealed class ForKernel(FunctionPlan body) : Kernel
{
    private const int FirstValue = 3;

    public override void Run(KernelContext context)
    {
        long start = context.Input(0).Integer(0), limit = context.Input(1).Integer(0), delta = context.Input(2).Integer(0);
        if (delta == 0 || (delta > 0) != (limit > start) && limit != start)
        {
            throw OperationException.InvalidArgument($"Requires delta to lead from start to limit, not start {start}, limit {limit}, delta {delta}.");
        }

        var arguments = context.Pool.RentTensors(context.InputCount - FirstValue + 1);
        var results = context.Pool.RentTensors(arguments.Length - 1);
        try
        {
            FunctionCalls.ReadInputs(context, FirstValue, results);
            for (long number = start; delta > 0 ? number < limit : number > limit; number += delta)
            {
                context.ThrowIfCancelled();
                context.Allocate(arguments[0], DataType.Int32, Shape.Scalar);
                arguments[0].WritableSpan<int>()[0] = (int)number;
                for (int i = 0; i < results.Length; i++)
                {
                    arguments[i + 1].Share(results[i], results[i].Shape);
                    results[i].Release();
                }

                body.Run(context, arguments, results, moves: true);
            }

            FunctionCalls.WriteOutputs(context, results);
        }
        finally
        {
            context.Pool.Return(arguments);
            context.Pool.Return(results);
        }
    }
}
