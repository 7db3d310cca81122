namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>Adds any number of values of one shape.</summary>
/// <param name="add">Addition.</param>
internal sealed class AddNKernel(ElementFunction add) : Kernel
{
    public override unsafe void Run(KernelContext context)
    {
        var first = context.Input(0);
        for (int i = 1; i < context.InputCount; i++)
        {
            if (context.Input(i).Shape != first.Shape)
            {
                throw OperationException.InvalidArgument($"Inputs to operation must have the same size and shape.  Input 0: {first.Shape} != input {i}: {context.Input(i).Shape}");
            }
        }

        if (context.InputCount == 1)
        {
            context.Forward(0, first);
            return;
        }

        var layout = BroadcastLayout.Of(first.Shape, first.Shape, first.Shape);
        var result = context.OutputOver(0, 0, first.Shape);
        int size = DataTypes.SizeOf(result.Type);
        for (int i = 1; i < context.InputCount && result.Count > 0; i++)
        {
            var work = new ElementwiseWork<ElementFunction>(add, layout, result.Pointer, size);
            work.SetOperand(0, i == 1 ? first.Pointer : result.Pointer, size);
            work.SetOperand(1, context.Input(i).Pointer, size);
            context.Share(result.Count, add.PieceLength, ref work);
        }
    }
}
