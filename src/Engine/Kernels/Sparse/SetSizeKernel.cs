using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sparse;

/// <summary>SetSize: the number of different elements of each set along the last axis.</summary>
internal sealed class SetSizeKernel(bool validates) : Kernel
{
    public override void Run(KernelContext context)
    {
        var source = SetSource.OfSparse(SparseValue.Read(context, 0, 1, 2), validates);
        var output = context.Output(0, Shape.From(source.Group)).WritableSpan<int>();
        output.Clear();
        foreach (var (position, items) in source.Sets)
        {
            int offset = 0;
            for (int axis = 0; axis < position.Length; axis++)
            {
                offset = (offset * (int)source.Group[axis]) + (int)position[axis];
            }

            output[offset] = items.Length;
        }
    }
}
