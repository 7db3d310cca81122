using TypedModels.Engine.Kernels.Elementwise;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Reductions;

/// <summary>Reduces what a function makes of the elements, and makes the results with another: the Euclidean norm.</summary>
/// <param name="before">Applied to the elements.</param>
/// <param name="reduced">The type that it gives.</param>
/// <param name="function">How elements become one.</param>
/// <param name="after">Applied to the results.</param>
/// <param name="keeps">Whether reduced axes are kept with length 1.</param>
internal sealed class PreparedReductionKernel(ElementFunction before, DataType reduced, ReductionFunction function, ElementFunction after, bool keeps) : Kernel
{
    public override unsafe void Run(KernelContext context)
    {
        var input = context.Input(0);
        int axes = ReductionAxes.Read(context.Input(1), input.Rank);
        var shape = ReductionAxes.ResultShape(input.Shape, axes, keeps);
        Span<int> lengths = stackalloc int[Shape.MaxRank];
        int count = ReductionAxes.Simplify(input.Shape, axes, lengths, out bool startsReduced);
        bool isNothing = count == 0 || (count == 1 && !startsReduced);
        var result = context.Output(0, shape);
        if (result.Count == 0)
        {
            return;
        }

        Tensor prepared = context.Pool.RentTensor(), sums = context.Pool.RentTensor();
        try
        {
            context.Allocate(prepared, reduced, input.Shape);
            context.Allocate(sums, reduced, shape);
            Apply(context, before, input, prepared);
            if (isNothing)
            {
                Apply(context, after, prepared, result);
                return;
            }

            if (input.Count == 0)
            {
                function.Fill(sums.Pointer, sums.Count);
            }
            else
            {
                Reduction.Run(context, function, prepared.Pointer, lengths[..count], startsReduced == ((count & 1) == 1), sums.Pointer, DataTypes.SizeOf(reduced));
                function.Finish(sums.Pointer, sums.Count, (double)input.Count / result.Count);
            }

            Apply(context, after, sums, result);
        }
        finally
        {
            context.Pool.Return(prepared);
            context.Pool.Return(sums);
        }
    }

    private static unsafe void Apply(KernelContext context, ElementFunction function, Tensor from, Tensor to)
    {
        if (from.Count > 0)
        {
            var work = new ElementwiseWork<ElementFunction>(function, BroadcastLayout.Of(from.Shape, from.Shape), to.Pointer, DataTypes.SizeOf(to.Type));
            work.SetOperand(0, from.Pointer, DataTypes.SizeOf(from.Type));
            context.Share(from.Count, function.PieceLength, ref work);
        }
    }
}
