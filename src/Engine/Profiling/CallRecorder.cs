using System.Diagnostics;
using TypedModels.Engine.Kernels;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Planning;
using TypedModels.Engines.Profiling;

namespace TypedModels.Engine.Profiling;

/// <summary>Writes down what the calls of one frame do. What it does itself lies outside the times that it takes.</summary>
/// <param name="profile">Where it writes to.</param>
internal sealed class CallRecorder(CallProfile profile)
{
    private int _current = -1;

    /// <summary>Begins a call.</summary>
    public void BeginCall()
    {
        profile.Clear();
        _current = -1;
        profile.Started = Stopwatch.GetTimestamp();
    }

    /// <summary>Ends a call.</summary>
    public void EndCall(KernelContext context)
    {
        profile.Ended = Stopwatch.GetTimestamp();
        profile.FrameBytes = context.Pool.Taken;
        profile.ModelBytes = context.Resources.Budget.Taken - context.Pool.Taken;
    }

    /// <summary>Notes that a plan runs.</summary>
    public void Enter(Plan plan)
    {
        if (!profile.Knows(plan))
        {
            var (included, constants) = plan switch
            {
                StepPlan list => (list.Steps.Select(step => step.Includes), list.Constants.OfType<Tensor>()),
                DataflowPlan dataflow => (dataflow.Loops.SelectMany(loop => loop.Nodes).Select(node => node.Includes), ConstantsOf(dataflow)),
                _ => throw new InvalidOperationException($"A {plan.GetType().Name} cannot be profiled."),
            };
            long bytes = constants.Where(constant => constant.HasValue).Sum(constant => constant.ByteLength);
            profile.Add(plan, new ProfiledPlan(included.Count(), included.Sum(nodes => nodes.Count), plan.FoldedNodes, plan.SkippedNodes, bytes));
        }
    }

    /// <summary>Begins the run of a step.</summary>
    public int Begin(Step step, Tensor[] inputs, KernelContext context)
    {
        long entered = Stopwatch.GetTimestamp();
        if (profile.Find(step) is not { } node)
        {
            profile.Add(step, node = new ProfiledNode(step.Node, step.Operation, step.Includes));
        }

        return Begin(node, entered, Describe(inputs, node.Inputs, hasAll: true), context);
    }

    /// <summary>Begins the run of a node of a graph with the control flow of TensorFlow 1.</summary>
    public int Begin(DataflowNode dataflow, Tensor[] inputs, KernelContext context)
    {
        long entered = Stopwatch.GetTimestamp();
        if (profile.Find(dataflow) is not { } node)
        {
            profile.Add(dataflow, node = new ProfiledNode(dataflow.Name, dataflow.Operation, dataflow.Includes));
        }

        return Begin(node, entered, Describe(inputs, node.Inputs, hasAll: false), context);
    }

    /// <summary>Ends the run that <see cref="Begin(Step, Tensor[], KernelContext)"/> began.</summary>
    public void End(int index, Tensor[] outputs, KernelContext context)
    {
        long ended = Stopwatch.GetTimestamp();
        ref var run = ref profile[index];
        run.Ended = ended;
        run.SharedWorks = context.Workers.SharedWorks - run.SharedWorks;
        run.FrameGrowth = context.Pool.Taken - run.FrameGrowth;
        if (profile.MeasuresMemory)
        {
            run.ManagedBytes = GC.GetAllocatedBytesForCurrentThread() - run.ManagedBytes;
            run.BytesInUse = context.Pool.CountInUse();
        }

        run.Outputs = run.Node.Outputs = Describe(outputs, run.Node.Outputs, hasAll: false);
        _current = run.Parent;
        run.Left = Stopwatch.GetTimestamp();
    }

    private static IEnumerable<Tensor> ConstantsOf(DataflowPlan plan) =>
        plan.Loops.SelectMany(loop => loop.Nodes).SelectMany(node => node.ConstantInputs).OfType<Tensor>().Distinct();

    private int Begin(ProfiledNode node, long entered, ProfiledValue[] inputs, KernelContext context)
    {
        node.Inputs = inputs;
        var run = new NodeRun(node, _current, _current < 0 ? 0 : profile[_current].Depth + 1)
        {
            Entered = entered,
            Inputs = inputs,
            SharedWorks = context.Workers.SharedWorks,
            FrameGrowth = context.Pool.Taken,
            ManagedBytes = profile.MeasuresMemory ? GC.GetAllocatedBytesForCurrentThread() : 0,
        };
        _current = profile.Add(run);
        profile[_current].Started = Stopwatch.GetTimestamp();
        return _current;
    }

    // Most runs of a node repeat the shapes of the one before: then what was told of that one is told again. Weights that kernels have packed have a shape, but no value any more.
    private static ProfiledValue[] Describe(Tensor[] values, ProfiledValue[] known, bool hasAll)
    {
        bool isKnown = values.Length == known.Length;
        for (int i = 0; isKnown && i < values.Length; i++)
        {
            isKnown = hasAll || values[i].HasValue
                ? values[i].Type == known[i].DataType && known[i].Shape is { } shape && values[i].Shape.Lengths.SequenceEqual(shape)
                : known[i].Shape is null;
        }

        return isKnown ? known : DescribeAll(values, hasAll);
    }

    // On its own, since it allocates as soon as it is entered.
    private static ProfiledValue[] DescribeAll(Tensor[] values, bool hasAll) => Array.ConvertAll(values, value => Describe(value, hasAll));

    private static ProfiledValue Describe(Tensor value, bool hasAll) => hasAll || value.HasValue
        ? new ProfiledValue(value.Type, value.Shape.Lengths.ToArray(), value.ByteLength)
        : new ProfiledValue(DataType.Invalid, null, 0);
}
