using System.Numerics;

namespace TypedModels.Engine.Kernels.Neural;

/// <summary>The oldest batch normalisation: with given means and variances.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <param name="epsilon">What is added to the variances.</param>
/// <param name="scales">Whether the last input multiplies the result.</param>
internal sealed class GlobalNormalisationKernel<T>(float epsilon, bool scales) : Kernel
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        if (input.Rank != 4)
        {
            throw OperationException.InvalidArgument($"input must be 4-dimensional{input.Shape}");
        }

        int channels = input[3];
        for (int i = 1; i < 5; i++)
        {
            if (context.Input(i).Rank != 1 || context.Input(i).Count != channels)
            {
                throw OperationException.InvalidArgument($"mean, variance, beta and gamma must be vectors of {channels} elements; one has the shape {context.Input(i).Shape}");
            }
        }

        var result = context.Output(0, input.Shape);
        ReadOnlySpan<T> source = input.Span<T>(), mean = context.Input(1).Span<T>(), variance = context.Input(2).Span<T>(), offset = context.Input(3).Span<T>(), scale = context.Input(4).Span<T>();
        var target = result.WritableSpan<T>();
        var factor = context.Scratch<T>(channels);
        for (int channel = 0; channel < channels; channel++)
        {
            T inverse = T.One / T.Sqrt(variance[channel] + T.CreateTruncating(epsilon));
            factor[channel] = scales ? inverse * scale[channel] : inverse;
        }

        for (int first = 0; first < source.Length; first += channels)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                target[first + channel] = ((source[first + channel] - mean[channel]) * factor[channel]) + offset[channel];
            }
        }
    }
}
