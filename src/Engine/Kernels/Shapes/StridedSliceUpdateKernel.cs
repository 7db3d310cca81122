using TypedModels.Engine.Kernels.Moves;
using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Gives a value with other elements in a slice.</summary>
/// <param name="masks">How the terms are read.</param>
internal sealed class StridedSliceUpdateKernel(SliceMasks masks) : Kernel
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var slice = context.Input(4);
        var bounds = new SliceBounds(stackalloc int[SliceBounds.Room]);
        bounds.Read(input.Shape, masks, context.Input(1), context.Input(2), context.Input(3));
        var (shape, loops) = (bounds.Shape, bounds.Shape.IsEmpty ? default : bounds.Loops(input.Shape, inverse: true));
        var output = Copies.OfInput(context, 0);
        if (shape.IsEmpty)
        {
            return;
        }

        if (slice.Shape == shape)
        {
            TensorMove.Run(context, slice, output, loops);
            return;
        }

        Repeating.RequireFits(slice.Shape, shape);
        var whole = context.Pool.RentTensor();
        try
        {
            context.Allocate(whole, slice.Type, shape);
            TensorMove.Run(context, slice, whole, Repeating.Loops(slice.Shape, shape));
            TensorMove.Run(context, whole, output, loops);
        }
        finally
        {
            context.Pool.Return(whole);
        }
    }
}
