using System.Numerics;

namespace TypedModels.Engine.Kernels.Reductions;

/// <summary>Tells how many of the boundaries each value reaches.</summary>
/// <param name="boundaries">The boundaries, in ascending order.</param>
internal sealed class BucketizeKernel<T>(float[] boundaries) : Kernel
    where T : unmanaged, INumber<T>
{
    private const int PieceLength = 64 * 1024;

    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var values = input.Span<T>();
        var result = context.Output(0, input.Shape).WritableSpan<int>();
        for (int i = 0; i < values.Length; i++)
        {
            if (i % PieceLength == 0)
            {
                context.ThrowIfCancelled();
            }

            result[i] = Count(double.CreateTruncating(values[i]));
        }
    }

    // Boundaries that a value reaches: the first that is larger ends them.
    private int Count(double value)
    {
        int low = 0, high = boundaries.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = value < boundaries[middle] ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
