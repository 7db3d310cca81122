using TypedModels.Engine.Compute.RandomNumbers;

namespace TypedModels.Engine.Kernels.State.Random;

/// <summary>Fills a tensor with numbers of a distribution.</summary>
/// <param name="source">Where the random numbers come from.</param>
/// <param name="distribution">The distribution, from the inputs of a call.</param>
internal sealed class DistributionKernel<T, TDistribution>(RandomSource source, Func<KernelContext, TDistribution> distribution) : Kernel
    where T : unmanaged
    where TDistribution : struct, IDistribution<T>
{
    // A multiple of every group's length; some hundred microseconds of work.
    private const int Stretch = 1 << 14;

    public override void Run(KernelContext context)
    {
        var output = context.Output(0, RandomShapes.Read(context.Input(source.Shape)));
        var generator = source.Take(context, output.Count);
        var numbers = output.WritableSpan<T>();
        if (numbers.IsEmpty)
        {
            return;
        }

        var drawn = distribution(context);
        for (int start = 0; start < numbers.Length; start += Stretch)
        {
            context.ThrowIfCancelled();
            RandomFill.Fill(generator, start, numbers[start..Math.Min(numbers.Length, start + Stretch)], drawn);
        }
    }
}
