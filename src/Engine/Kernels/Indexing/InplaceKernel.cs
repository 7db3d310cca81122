using TypedModels.Engine.Kernels.Combining;
using TypedModels.Engine.Kernels.Moves;

namespace TypedModels.Engine.Kernels.Indexing;

/// <summary>Combines rows with rows of a value; numbers of rows count round and round.</summary>
internal sealed class InplaceKernel<T, TCombination> : Kernel
    where T : unmanaged
    where TCombination : ICombination<T>
{
    public override void Run(KernelContext context)
    {
        var rows = InplaceRows.Read(context, out int length);
        var held = Copies.OfInput(context, 0).WritableSpan<T>();
        var added = context.Input(2).Span<T>();
        for (int i = 0; i < rows.Length; i++)
        {
            Rows.Combine<T, TCombination>(held.Slice(rows[i] * length, length), added.Slice(i * length, length));
        }
    }
}
