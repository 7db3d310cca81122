using TypedModels.Engine.Kernels;
using TypedModels.Engine.Profiling;

namespace TypedModels.Engine.Execution;

/// <summary>The same run, written down step by step: a way of its own, so that others do not ask at each step whether somebody looks.</summary>
internal sealed partial class StepFrame
{
    private void RunRecorded(KernelContext context, int mark, CallRecorder recorder, ref int current)
    {
        recorder.Enter(_plan);
        for (; current < _plan.Steps.Length; current++)
        {
            var step = _plan.Steps[current];
            var binding = _bindings[current];
            context.ThrowIfCancelled();
            context.Bind(binding);
            int run = recorder.Begin(step, binding.Inputs, context);
            step.Kernel.Run(context);
            recorder.End(run, binding.Outputs, context);
            _shapes.Check(step, binding.Outputs);
            context.ReleaseScratch(mark);
            foreach (int slot in step.Releases)
            {
                _slots[slot].Release();
            }
        }
    }
}
