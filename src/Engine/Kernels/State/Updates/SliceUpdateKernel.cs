using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Kernels.Shapes;
using TypedModels.Engine.Memory;
using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Kernels.State.Updates;

/// <summary>Replaces a strided slice of a variable: <c>ResourceStridedSliceAssign</c>.</summary>
/// <param name="masks">How the terms are read.</param>
internal sealed class SliceUpdateKernel(SliceMasks masks) : Kernel
{
    public override void Run(KernelContext context)
    {
        var handle = context.Input(0);
        var variable = Handles.Of<Variable>(handle);
        var value = context.Input(4);
        lock (variable.Writing)
        {
            var before = variable.Read();
            var bounds = new SliceBounds(stackalloc int[SliceBounds.Room]);
            bounds.Read(before.Shape, masks, context.Input(1), context.Input(2), context.Input(3));
            if (value.Type != before.Type || value.Shape != bounds.Shape)
            {
                throw OperationException.InvalidArgument($"A slice of {before.Type.ToWord()} {bounds.Shape} is replaced, and {value} is given.");
            }

            if (value.Count > 0)
            {
                variable.Value = Change(context, before, value, bounds);
            }
        }

        if (context.OutputCount > 0)
        {
            context.Forward(0, handle);
        }
    }

    private static Tensor Change(KernelContext context, Tensor before, Tensor value, in SliceBounds bounds)
    {
        var after = context.Pool.RentTensor();
        try
        {
            context.Allocate(after, before.Type, before.Shape);
            Elements.Copy(before, 0, after, 0, before.Count);
            TensorMove.Run(context, value, after, bounds.Loops(before.Shape, inverse: true));
            return after.ToShared(context.Resources.Budget);
        }
        finally
        {
            context.Pool.Return(after);
        }
    }
}
