using TypedModels.Engine.Kernels;
using TypedModels.Engine.Kernels.State;
using TypedModels.Engine.Planning;

namespace TypedModels.Engine.Loading;

/// <summary>A signature that is ready to be called.</summary>
/// <param name="Plan">Its plan.</param>
/// <param name="Fixed">The variables whose values went into the plan.</param>
/// <param name="Reached">The variables that calls look at.</param>
internal sealed record SignaturePlan(Plan Plan, IReadOnlySet<Variable> Fixed, IReadOnlySet<Variable> Reached)
{
    /// <summary>The variables that the plans of a signature and its functions look at; all of the model where handles may come from anywhere.</summary>
    public static IReadOnlySet<Variable> FindReached(IReadOnlyCollection<Plan> plans, SessionResources resources)
    {
        if (!plans.All(plan => plan is StepPlan))
        {
            return resources.All<Variable>().ToHashSet();
        }

        var handles = plans.Cast<StepPlan>().SelectMany(plan => plan.Constants).Where(constant => constant.Type == DataType.Resource);
        return handles.SelectMany(handle => handle.Objects.ToArray()).OfType<Variable>().ToHashSet();
    }
}
