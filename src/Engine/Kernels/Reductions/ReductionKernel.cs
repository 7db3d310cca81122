using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Reductions;

/// <summary>Makes one element of all along some axes.</summary>
/// <param name="function">How elements become one.</param>
/// <param name="keeps">Whether reduced axes are kept with length 1.</param>
internal sealed class ReductionKernel(ReductionFunction function, bool keeps) : Kernel
{
    public override unsafe void Run(KernelContext context)
    {
        var input = context.Input(0);
        int reduced = ReductionAxes.Read(context.Input(1), input.Rank);
        var shape = ReductionAxes.ResultShape(input.Shape, reduced, keeps);
        Span<int> lengths = stackalloc int[Shape.MaxRank];
        int count = ReductionAxes.Simplify(input.Shape, reduced, lengths, out bool startsReduced);
        if (count == 0 || (count == 1 && !startsReduced))
        {
            // One element each: nothing is computed, not even what a single element would become.
            context.Forward(0, input, shape);
            return;
        }

        var result = context.Output(0, shape);
        if (result.Count == 0)
        {
            return;
        }

        if (input.Count == 0)
        {
            function.Fill(result.Pointer, result.Count);
            return;
        }

        bool lastIsReduced = startsReduced == ((count & 1) == 1);
        Reduction.Run(context, function, input.Pointer, lengths[..count], lastIsReduced, result.Pointer, DataTypes.SizeOf(input.Type));
        function.Finish(result.Pointer, result.Count, (double)input.Count / result.Count);
    }
}
