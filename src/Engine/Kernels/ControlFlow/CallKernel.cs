namespace TypedModels.Engine.Kernels.ControlFlow;

/// <summary>Calls a function that could not be put in the place of its call: one that calls itself.</summary>
internal sealed class CallKernel(FunctionPlan function) : Kernel
{
    public override void Run(KernelContext context)
    {
        var arguments = context.Pool.RentTensors(context.InputCount);
        var results = context.Pool.RentTensors(context.OutputCount);
        try
        {
            FunctionCalls.ReadInputs(context, 0, arguments);
            function.Run(context, arguments, results, moves: true);
            FunctionCalls.WriteOutputs(context, results);
        }
        finally
        {
            context.Pool.Return(arguments);
            context.Pool.Return(results);
        }
    }
}
