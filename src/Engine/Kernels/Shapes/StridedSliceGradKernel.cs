using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;
using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Puts the elements of a slice back where they were taken from, with zeros around them.</summary>
/// <param name="masks">How the terms are read.</param>
internal sealed class StridedSliceGradKernel(SliceMasks masks) : Kernel
{
    public override void Run(KernelContext context)
    {
        var shape = Indices.ReadShape(context.Input(0));
        var slice = context.Input(4);
        var bounds = new SliceBounds(stackalloc int[SliceBounds.Room]);
        bounds.Read(shape, masks, context.Input(1), context.Input(2), context.Input(3));
        if (bounds.Shape != slice.Shape)
        {
            throw OperationException.InvalidArgument($"shape of dy was {slice.Shape} instead of {bounds.Shape}");
        }

        var output = context.Output(0, shape);
        Elements.Clear(output, 0, output.Count);
        if (slice.Count > 0)
        {
            TensorMove.Run(context, slice, output, bounds.Loops(shape, inverse: true));
        }
    }
}
