using TypedModels.Engine.Kernels.Moves;
using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Takes a part of a value: from each axis every so manieth place, in either direction.</summary>
/// <param name="masks">How the terms are read.</param>
internal sealed class StridedSliceKernel(SliceMasks masks) : Kernel
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var bounds = new SliceBounds(stackalloc int[SliceBounds.Room]);
        bounds.Read(input.Shape, masks, context.Input(1), context.Input(2), context.Input(3));
        if (bounds.IsWhole)
        {
            context.Forward(0, input, bounds.Shape);
            return;
        }

        var output = context.Output(0, bounds.Shape);
        if (output.Count > 0)
        {
            TensorMove.Run(context, input, output, bounds.Loops(input.Shape));
        }
    }
}
