using TypedModels.Engine.Kernels.Combining;
using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Indexing;

/// <summary>Combines blocks with what is at some places of a value, one after the other.</summary>
/// <param name="isNew">Whether the value begins as zeros of a shape that is the third input, rather than as the first input.</param>
internal sealed class ScatterKernel<T, TCombination>(bool isNew) : Kernel
    where T : unmanaged
    where TCombination : ICombination<T>
{
    public override void Run(KernelContext context)
    {
        var indices = context.Input(isNew ? 0 : 1);
        var updates = context.Input(isNew ? 1 : 2);
        var shape = isNew ? ScatterNew.ReadShape(context.Input(2)) : context.Input(0).Shape;
        int length = ScatterPlaces.Read(context, indices, updates, shape, out var places);
        var output = isNew ? context.Output(0, shape) : Copies.OfInput(context, 0);
        if (isNew)
        {
            Elements.Clear(output, 0, output.Count);
        }

        var held = output.WritableSpan<T>();
        var added = updates.Span<T>();
        for (int i = 0; i < places.Length; i++)
        {
            if ((i & 0xFFFF) == 0)
            {
                context.ThrowIfCancelled();
            }

            Rows.Combine<T, TCombination>(held.Slice(places[i] * length, length), added.Slice(i * length, length));
        }
    }
}
