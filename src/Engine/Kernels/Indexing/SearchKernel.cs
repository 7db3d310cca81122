using System.Numerics;
using TypedModels.Engine.Kernels.Shapes;

namespace TypedModels.Engine.Kernels.Indexing;

/// <summary>Where numbers would stand in sorted rows: before the first that is not smaller, or behind the last that is not larger.</summary>
/// <param name="isUpper">Whether they stand behind equal ones.</param>
internal sealed class SearchKernel<T>(bool isUpper) : Kernel
    where T : unmanaged, INumber<T>
{
    public override void Run(KernelContext context)
    {
        var (sorted, values) = (context.Input(0), context.Input(1));
        SearchKernels.RequireFits(sorted, values);
        var output = context.Output(0, values.Shape);
        if (values.Count == 0)
        {
            return;
        }

        int width = sorted[1], length = values[1];
        var numbers = values.Span<T>();
        for (int i = 0; i < numbers.Length; i++)
        {
            if ((i & 0xFFFF) == 0)
            {
                context.ThrowIfCancelled();
            }

            Arguments.Set(output, i, Search(sorted.Span<T>().Slice(i / length * width, width), numbers[i]));
        }
    }

    private int Search(ReadOnlySpan<T> row, T number)
    {
        int low = 0, high = row.Length;
        while (low < high)
        {
            int middle = (int)((uint)(low + high) / 2);
            if (isUpper ? !(number < row[middle]) : row[middle] < number)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
