using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using TypedModels.Engine.Kernels;
using TypedModels.Engine.Kernels.ControlFlow;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Planning;
using TypedModels.Engine.Profiling;

namespace TypedModels.Engine.Execution;

/// <summary>The values of one run of a graph with the control flow of TensorFlow 1. A value that will never come is passed on as such, so that whoever waits for it does not wait for ever.</summary>
internal sealed partial class DataflowFrame : PlanFrame
{
    private readonly DataflowPlan _plan;
    private readonly Tensor[] _arguments;
    private readonly Tensor[] _results;
    private readonly Stack<DataflowRound>[] _idle;
    private readonly Stack<(DataflowNode Node, DataflowRound Round)> _ready = new();
    private readonly Dictionary<(DataflowRound Outside, DataflowLoop Loop), DataflowLoopRun> _running = [];

    /// <summary>A frame without values.</summary>
    public DataflowFrame(DataflowPlan plan)
    {
        _plan = plan;
        _arguments = NewTensors(plan.ArgumentCount);
        _results = NewTensors(plan.ResultTypes.Length);
        _idle = Array.ConvertAll(plan.Loops, _ => new Stack<DataflowRound>());
    }

    public override Tensor Argument(int index) => _arguments[index];

    public override Tensor Result(int index) => _results[index];

    public override void ReleaseResults() => Array.ForEach(_results, result => result.Release());

    public override void ReleaseArguments() => Array.ForEach(_arguments, argument => argument.Release());

    public override void Run(KernelContext context)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var previous = context.Bind(NodeBinding.None);
        var outermost = new DataflowLoopRun(_plan.Loops[0], null);
        context.Recorder?.Enter(_plan);
        try
        {
            Begin(outermost);
            RunReady(context);
            RequireResults();
        }
        catch
        {
            ReleaseResults();
            throw;
        }
        finally
        {
            context.Bind(previous);
            _ready.Clear();
            foreach (var run in _running.Values.Append(outermost))
            {
                ReleaseRun(run);
            }

            _running.Clear();
        }
    }

    private void Begin(DataflowLoopRun outermost)
    {
        var round = BeginRound(outermost, 0);
        for (int i = 0; i < _arguments.Length; i++)
        {
            Send(_plan.ArgumentEdges[i], _arguments[i], round, fromEnter: false);
        }

        for (int i = 0; i < _results.Length; i++)
        {
            if ((_plan.ResultArguments[i] >= 0 ? _arguments[_plan.ResultArguments[i]] : _plan.ResultConstants[i]) is { } known)
            {
                _results[i].Share(known, known.Shape);
            }
        }

        foreach (var node in _plan.Roots)
        {
            MakeReady(node, round);
        }
    }

    private void RunReady(KernelContext context)
    {
        while (_ready.TryPop(out var next))
        {
            var (node, round) = next;
            int mark = context.ScratchMark;
            Exception? failure = null;
            try
            {
                context.ThrowIfCancelled();
                RunNode(node, round, context);
            }
            catch (Exception exception)
            {
                failure = NodeFailure.Of(exception, node.Name, node.Operation);
            }

            if (failure is not null)
            {
                Array.ForEach(round.Bindings[node.Index].Outputs, output => output.Release());
                context.ReleaseScratch(mark);
                ExceptionDispatchInfo.Throw(failure);
            }

            round.ReleaseInputs(node);
            round.Busy--;
            EndIfIdle(round.Run!);
        }
    }

    private void RunNode(DataflowNode node, DataflowRound round, KernelContext context)
    {
        var binding = round.Bindings[node.Index];
        bool isDead = node.Kind switch
        {
            DataflowKind.Merge => !binding.Inputs.Any(input => input.HasValue),
            DataflowKind.ControlTrigger => false,
            _ => round.Dead[node.Index] > 0,
        };
        if (!isDead && context.Recorder is { } recorder)
        {
            ComputeRecorded(node, binding, context, recorder);
        }
        else if (!isDead)
        {
            Compute(node, binding, context);
        }

        var destination = Destination(node, round, isDead);
        for (int output = 0; output < binding.Outputs.Length; output++)
        {
            if (destination is not null)
            {
                Send(node.OutputEdges[output], binding.Outputs[output], destination, node.Kind == DataflowKind.Enter);
            }

            binding.Outputs[output].Release();
        }

        if (destination is not null)
        {
            Send(node.ControlEdges, isDead, destination);
        }

        if (node.Kind == DataflowKind.Enter)
        {
            EndIfIdle(destination!.Run!);
        }
    }

    private static void ComputeRecorded(DataflowNode node, NodeBinding binding, KernelContext context, CallRecorder recorder)
    {
        int run = recorder.Begin(node, binding.Inputs, context);
        Compute(node, binding, context);
        recorder.End(run, binding.Outputs, context);
    }

    private static void Compute(DataflowNode node, NodeBinding binding, KernelContext context)
    {
        switch (node.Kind)
        {
            case DataflowKind.Kernel:
                int mark = context.ScratchMark;
                context.Bind(binding);
                node.Kernel!.Run(context);
                context.ReleaseScratch(mark);
                break;
            case DataflowKind.Switch:
                var condition = binding.Inputs[1];
                if (condition.Rank != 0)
                {
                    throw OperationException.InvalidArgument($"The second input must be a scalar, but it has shape {condition.Shape}");
                }

                binding.Outputs[FunctionCalls.IsTrue(condition) ? 1 : 0].Share(binding.Inputs[0], binding.Inputs[0].Shape);
                break;
            case DataflowKind.Merge:
                int first = Array.FindIndex(binding.Inputs, input => input.HasValue);
                binding.Outputs[0].Share(binding.Inputs[first], binding.Inputs[first].Shape);
                if (binding.Outputs.Length > 1)
                {
                    binding.Outputs[1].Set(DataType.Int32, Shape.Scalar, context.Pool.RentNumbers(sizeof(int)));
                    binding.Outputs[1].WritableSpan<int>()[0] = first;
                }

                break;
            case DataflowKind.ControlTrigger:
                break;
            default:
                binding.Outputs[0].Share(binding.Inputs[0], binding.Inputs[0].Shape);
                break;
        }
    }

    /// <summary>The round whose nodes get what a node gives, or null when nobody gets it.</summary>
    private DataflowRound? Destination(DataflowNode node, DataflowRound round, bool isDead)
    {
        var run = round.Run!;
        switch (node.Kind)
        {
            case DataflowKind.Enter:
                var entered = Entered(node.Entered!, round);
                entered.WaitsForEnters--;
                if (!node.IsConstant)
                {
                    return entered.Rounds[0];
                }

                // Later rounds get it when they begin; this one does now, from whoever asked.
                var value = round.Bindings[node.Index].Outputs[0];
                entered.Constants.Add((node, isDead ? null : Copy(value)));
                foreach (var known in entered.Rounds.Values.Where(known => known.Number > 0))
                {
                    Send(node.OutputEdges[0], value, known, fromEnter: true);
                    Send(node.ControlEdges, isDead, known);
                }

                return entered.Rounds[0];
            case DataflowKind.Exit when isDead:
                return null;
            case DataflowKind.Exit:
                run.Left.Add(node);
                return run.Outside;
            case DataflowKind.NextIteration when isDead:
                return null;
            case DataflowKind.NextIteration:
                return run.Rounds.TryGetValue(round.Number + 1, out var next) ? next : BeginRound(run, round.Number + 1);
            default:
                return round;
        }
    }

    private DataflowLoopRun Entered(DataflowLoop loop, DataflowRound outside)
    {
        if (!_running.TryGetValue((outside, loop), out var run))
        {
            run = new DataflowLoopRun(loop, outside);
            _running.Add((outside, loop), run);
            outside.Busy++;
            BeginRound(run, 0);
        }

        return run;
    }

    private DataflowRound BeginRound(DataflowLoopRun run, int number)
    {
        var round = _idle[run.Loop.Index].TryPop(out var idle) ? idle : new DataflowRound(run.Loop);
        round.Begin(run, number);
        run.Rounds.Add(number, round);
        foreach (var (enter, value) in run.Constants)
        {
            Send(enter.OutputEdges[0], value, round, fromEnter: true);
            Send(enter.ControlEdges, value is null, round);
        }

        // Inside a loop nothing runs before something of the round came: a node always waits for one.
        return round;
    }

    /// <summary>Ends the rounds of a loop that nothing will happen in any more, and the loop with its last.</summary>
    private void EndIfIdle(DataflowLoopRun run)
    {
        if (run.Outside is not { } outside)
        {
            return;
        }

        while (run.Rounds.Count > 0 && run.WaitsForEnters == 0 && run.Rounds.First() is { Value.Busy: 0 } first)
        {
            EndRound(run, first.Value);
        }

        if (run.Rounds.Count == 0 && _running.Remove((outside, run.Loop)))
        {
            foreach (var exit in run.Loop.Exits.Where(exit => !run.Left.Contains(exit)))
            {
                Send(exit.OutputEdges[0], null, outside, fromEnter: false);
                Send(exit.ControlEdges, isDead: true, outside);
            }

            ReleaseRun(run);
            outside.Busy--;
            EndIfIdle(outside.Run!);
        }
    }

    private void ReleaseRun(DataflowLoopRun run)
    {
        foreach (var round in run.Rounds.Values.ToArray())
        {
            EndRound(run, round);
        }

        foreach (var (_, value) in run.Constants)
        {
            value?.Release();
        }

        run.Constants.Clear();
    }

    private void EndRound(DataflowLoopRun run, DataflowRound round)
    {
        run.Rounds.Remove(round.Number);
        round.Release();
        _idle[run.Loop.Index].Push(round);
    }

    private void RequireResults()
    {
        for (int i = 0; i < _results.Length; i++)
        {
            if (!_results[i].HasValue)
            {
                throw NodeFailure.Of(OperationException.InvalidArgument($"The result {i} has no value: it comes from a branch that was not taken."), "", "");
            }
        }
    }

    private static Tensor Copy(Tensor value)
    {
        var copy = new Tensor();
        copy.Share(value, value.Shape);
        return copy;
    }

    private static Tensor[] NewTensors(int count)
    {
        var tensors = new Tensor[count];
        for (int i = 0; i < count; i++)
        {
            tensors[i] = new Tensor();
        }

        return tensors;
    }
}
