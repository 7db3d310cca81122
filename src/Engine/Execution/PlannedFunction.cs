using TypedModels.Engine.Kernels;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Planning;

namespace TypedModels.Engine.Execution;

/// <summary>A function with its plan, run in frames that each call keeps.</summary>
/// <param name="name">The function's name.</param>
/// <param name="index">Its number among the functions of the loaded model.</param>
internal sealed class PlannedFunction(string name, int index) : FunctionPlan
{
    // Each takes some hundred bytes of the caller's stack, which may be a small one; the stack itself is looked at too.
    private const int MostDepth = 1000;

    private Plan? _plan;

    public override string Name => name;

    public override int ArgumentCount => Plan.ArgumentCount;

    public override IReadOnlyList<DataType> ResultTypes => Plan.ResultTypes;

    /// <summary>The plan; set once, before the first call, since functions may call themselves.</summary>
    public Plan Plan
    {
        get => _plan ?? throw new InvalidOperationException($"The function '{name}' is run before it is planned.");
        set => _plan = value;
    }

    public override void Run(KernelContext context, ReadOnlySpan<Tensor> arguments, ReadOnlySpan<Tensor> results, bool moves = false)
    {
        Require(arguments, results.Length);
        if (++context.FunctionDepth > MostDepth)
        {
            context.FunctionDepth--;
            throw OperationException.ResourceExhausted($"Functions call each other more than {MostDepth} deep; '{name}' is one of them.");
        }

        var idle = context.FunctionFrames(index);
        var frame = idle.TryPop(out object? known) ? (PlanFrame)known : PlanFrame.Create(Plan);
        try
        {
            for (int i = 0; i < arguments.Length; i++)
            {
                frame.Argument(i).Share(arguments[i], arguments[i].Shape);
                if (moves)
                {
                    arguments[i].Release();
                }
            }

            frame.Run(context);
            for (int i = 0; i < results.Length; i++)
            {
                results[i].Share(frame.Result(i), frame.Result(i).Shape);
            }
        }
        finally
        {
            context.FunctionDepth--;
            frame.ReleaseResults();
            frame.ReleaseArguments();
            idle.Push(frame);
        }
    }

    // Nothing but the names ties a function to the nodes that call it.
    private void Require(ReadOnlySpan<Tensor> arguments, int resultCount)
    {
        var types = Plan.ArgumentTypes;
        if (arguments.Length != types.Length || resultCount > Plan.ResultTypes.Length)
        {
            throw OperationException.InvalidArgument(
                $"The function '{name}' takes {types.Length} arguments and gives {Plan.ResultTypes.Length} results; it is called with {arguments.Length}, and for {resultCount}.");
        }

        for (int i = 0; i < types.Length; i++)
        {
            if (arguments[i].Type != types[i])
            {
                throw OperationException.InvalidArgument($"The function '{name}' takes {types[i].ToWord()} as its argument {i}, and is given {arguments[i]}.");
            }
        }
    }
}
