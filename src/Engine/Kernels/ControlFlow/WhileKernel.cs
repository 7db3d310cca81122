namespace TypedModels.Engine.Kernels.ControlFlow;

/// <summary>Runs a function on its own results as long as another holds.</summary>
/// <param name="condition">Whether there is another round.</param>
/// <param name="body">One round.</param>
internal sealed class WhileKernel(FunctionPlan condition, FunctionPlan body) : Kernel
{
    public override void Run(KernelContext context)
    {
        var values = context.Pool.RentTensors(context.InputCount);
        var again = context.Pool.RentTensors(1);
        try
        {
            FunctionCalls.ReadInputs(context, 0, values);
            while (true)
            {
                context.ThrowIfCancelled();
                condition.Run(context, values, again);
                if (!FunctionCalls.IsTrue(again[0]))
                {
                    break;
                }

                body.Run(context, values, values, moves: true);
            }

            FunctionCalls.WriteOutputs(context, values);
        }
        finally
        {
            context.Pool.Return(values);
            context.Pool.Return(again);
        }
    }
}
