using TypedModels.Engine.Kernels.Moves;

namespace TypedModels.Engine.Kernels.Indexing;

/// <summary>Gives a value with other blocks at some places: of elements of any type. Where a place comes twice, the last block stays.</summary>
internal sealed class ScatterUpdateKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var updates = context.Input(2);
        int length = ScatterPlaces.Read(context, context.Input(1), updates, input.Shape, out var places);
        RowMove.Scatter(context, updates, 0, places, Copies.OfInput(context, 0), 0, length);
    }
}
