using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using TypedModels.Engine.Kernels;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Planning;

namespace TypedModels.Engine.Execution;

/// <summary>The values of one run of a list of steps.</summary>
internal sealed partial class StepFrame : PlanFrame
{
    private readonly StepPlan _plan;
    private readonly Tensor[] _slots;
    private readonly NodeBinding[] _bindings;
    private readonly ShapeCheck _shapes;

    /// <summary>A frame without values.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="arguments">Another frame whose arguments are this one's too, or null.</param>
    public StepFrame(StepPlan plan, PlanFrame? arguments = null)
    {
        _plan = plan;
        _slots = new Tensor[plan.SlotCount];
        for (int slot = 0; slot < _slots.Length; slot++)
        {
            int constant = slot - plan.ArgumentCount;
            _slots[slot] = (uint)constant < (uint)plan.Constants.Length ? plan.Constants[constant] : slot < plan.ArgumentCount && arguments is not null ? arguments.Argument(slot) : new Tensor();
        }

        _bindings = Array.ConvertAll(plan.Steps, step => new NodeBinding(Places(step.Inputs), Places(step.Outputs), step.OutputTypes, step.LastUses));
        _shapes = new ShapeCheck(plan.ArgumentShapes);
    }

    public override Tensor Argument(int index) => _slots[index];

    public override Tensor Result(int index) => _slots[_plan.Results[index]];

    public override void Run(KernelContext context)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var steps = _plan.Steps;
        int mark = context.ScratchMark;
        var previous = context.Bind(NodeBinding.None);
        int current = 0;
        Exception? failure = null;
        _shapes.Begin(_slots);
        try
        {
            if (context.Recorder is { } recorder)
            {
                RunRecorded(context, mark, recorder, ref current);
            }

            for (; current < steps.Length; current++)
            {
                context.ThrowIfCancelled();
                context.Bind(_bindings[current]);
                var step = steps[current];
                step.Kernel.Run(context);
                _shapes.Check(step, _bindings[current].Outputs);
                context.ReleaseScratch(mark);
                foreach (int slot in step.Releases)
                {
                    _slots[slot].Release();
                }
            }
        }
        catch (Exception exception)
        {
            failure = NodeFailure.Of(exception, steps[current].Node, steps[current].Operation);
        }

        context.Bind(previous);
        if (failure is not null)
        {
            // Not inside the catch: what it caught keeps its stack until the catch is left, and functions may lie deep in each other.
            context.ReleaseScratch(mark);
            ReleaseValues();
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    public override void ReleaseResults()
    {
        int firstOwn = _plan.ArgumentCount + _plan.Constants.Length;
        foreach (int slot in _plan.Results)
        {
            if (slot >= firstOwn)
            {
                _slots[slot].Release();
            }
        }
    }

    public override void ReleaseArguments()
    {
        for (int slot = 0; slot < _plan.ArgumentCount; slot++)
        {
            _slots[slot].Release();
        }
    }

    private Tensor[] Places(int[] slots) => Array.ConvertAll(slots, slot => _slots[slot]);

    private void ReleaseValues()
    {
        for (int slot = _plan.ArgumentCount + _plan.Constants.Length; slot < _slots.Length; slot++)
        {
            _slots[slot].Release();
        }
    }
}
