using TypedModels.Engine.Memory;
using TypedModels.Engine.Planning;

namespace TypedModels.Engine.Execution;

/// <summary>The frames of a call for plans of certain shapes, beside the one for any; all have the same arguments.</summary>
/// <param name="plans">The plans.</param>
/// <param name="general">The frame of the plan for any shapes.</param>
/// <param name="argumentCount">The number of arguments.</param>
internal sealed class ShapedFrames(ShapedPlans plans, PlanFrame general, int argumentCount)
{
    private const int MostFrames = 4;

    private readonly Shape[] _shapes = new Shape[argumentCount];
    private readonly List<(StepPlan Plan, StepFrame Frame)> _frames = [];
    private PlanFrame? _current;
    private bool _isDecided;

    /// <summary>The frame for a call with the arguments that are there now.</summary>
    /// <param name="haveChanged">Whether an argument may have another shape than it had in the last call.</param>
    public PlanFrame Choose(bool haveChanged)
    {
        if (!haveChanged && _isDecided && _current is not null)
        {
            return _current;
        }

        bool isSame = true;
        for (int i = 0; i < _shapes.Length; i++)
        {
            ref readonly var shape = ref general.Argument(i).Shape;
            if (_shapes[i] != shape)
            {
                _shapes[i] = shape;
                isSame = false;
            }
        }

        if (_current is null || !isSame || !_isDecided)
        {
            _current = plans.Find(_shapes, out _isDecided) is { } plan ? FrameOf(plan) : general;
        }

        return _current;
    }

    private StepFrame FrameOf(StepPlan plan)
    {
        int known = _frames.FindIndex(pair => pair.Plan == plan);
        var found = known >= 0 ? _frames[known] : (Plan: plan, Frame: new StepFrame(plan, general));
        if (known >= 0 || _frames.Count == MostFrames)
        {
            _frames.RemoveAt(Math.Max(0, known));
        }

        // The last is the one that was asked for last.
        _frames.Add(found);
        return found.Frame;
    }
}
