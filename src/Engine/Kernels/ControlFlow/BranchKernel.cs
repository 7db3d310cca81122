namespace TypedModels.Engine.Kernels.ControlFlow;

/// <summary>Runs one of several functions.</summary>
/// <param name="branches">The functions; for a condition the one for false, then the one for true.</param>
/// <param name="isCase">Whether the first input is the branch's number rather than a condition; numbers that are none choose the last.</param>
internal sealed class BranchKernel(FunctionPlan[] branches, bool isCase) : Kernel
{
    public override void Run(KernelContext context)
    {
        var selector = context.Input(0);
        if (isCase && selector.Rank > 0)
        {
            throw OperationException.InvalidArgument($"branch_index must be a scalar, not {selector.Shape}.");
        }

        long number = !isCase ? FunctionCalls.IsTrue(selector) ? 1 : 0 : selector.Integer(0);
        var branch = branches[number >= 0 && number < branches.Length ? (int)number : branches.Length - 1];
        var arguments = context.Pool.RentTensors(context.InputCount - 1);
        var results = context.Pool.RentTensors(context.OutputCount);
        try
        {
            FunctionCalls.ReadInputs(context, 1, arguments);
            branch.Run(context, arguments, results, moves: true);
            FunctionCalls.WriteOutputs(context, results);
        }
        finally
        {
            context.Pool.Return(arguments);
            context.Pool.Return(results);
        }
    }
}
