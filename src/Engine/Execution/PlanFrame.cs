using TypedModels.Engine.Kernels;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Planning;

namespace TypedModels.Engine.Execution;

/// <summary>The values of one run of a plan. Used again and again, by one thread at a time.</summary>
internal abstract class PlanFrame
{
    /// <summary>A frame without values.</summary>
    public static PlanFrame Create(Plan plan) => plan switch
    {
        StepPlan steps => new StepFrame(steps),
        DataflowPlan dataflow => new DataflowFrame(dataflow),
        _ => throw new InvalidOperationException($"There is no frame for a {plan.GetType().Name}."),
    };

    /// <summary>The place of an argument.</summary>
    public abstract Tensor Argument(int index);

    /// <summary>A result of the last run.</summary>
    public abstract Tensor Result(int index);

    /// <summary>Runs the plan; the arguments have values.</summary>
    /// <exception cref="NodeFailure">A node failed; only arguments have values now.</exception>
    public abstract void Run(KernelContext context);

    /// <summary>Lets go of the results.</summary>
    public abstract void ReleaseResults();

    /// <summary>Lets go of the arguments.</summary>
    public abstract void ReleaseArguments();
}
