using System.Numerics;

namespace TypedModels.Engine.Kernels.Quantised;

/// <summary>QuantizedRelu, QuantizedRelu6 and QuantizedReluX.</summary>
/// <param name="most">The largest number; infinite for none.</param>
/// <param name="mostGiven">Whether input 1 has it.</param>
internal sealed class QuantisedReluKernel<T>(float most, bool mostGiven) : Kernel
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    public override void Run(KernelContext context)
    {
        int first = mostGiven ? 2 : 1;
        var range = QuantisedRanges.Read<T>(context, first, first + 1);
        float limit = mostGiven ? QuantisedRanges.Number(context, 1) : most;
        T zero = range.StepOf(0);
        T end = float.IsPositiveInfinity(limit) ? T.MaxValue : range.StepOf(limit);
        var source = context.Input(0).Span<T>();
        var target = context.OutputOver(0, 0, context.Input(0).Shape).WritableSpan<T>();
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = T.Min(T.Max(source[i], zero), end);
        }

        QuantisedRanges.Write(context, 1, range.Low, range.High);
    }
}
