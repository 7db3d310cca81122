using System.Numerics.Tensors;

namespace TypedModels.Engine.Kernels.Images.Colors;

/// <summary>AdjustContrastv2: the distance of each pixel from its channel's mean, scaled.</summary>
internal sealed class AdjustContrastKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var factor = context.Input(1);
        if (input.Rank < 3)
        {
            throw OperationException.InvalidArgument($"input must be at least 3-D, got shape{input.Shape}");
        }

        if (factor.Rank != 0)
        {
            throw OperationException.InvalidArgument($"contrast_factor must be scalar: {factor.Shape}");
        }

        var source = input.Span<float>();
        var target = context.OutputOver(0, 0, input.Shape).WritableSpan<float>();
        int channels = input[^1];
        int size = input.Shape.Product(input.Rank - 3, input.Rank);
        if (input.Count == 0)
        {
            return;
        }

        var means = context.Scratch<float>(channels);
        for (int start = 0; start < source.Length; start += size)
        {
            context.ThrowIfCancelled();
            var image = source.Slice(start, size);
            var result = target.Slice(start, size);
            Mean(image, means);
            for (int i = 0; i < size; i += channels)
            {
                var pixel = result.Slice(i, channels);
                TensorPrimitives.Subtract(image.Slice(i, channels), means, pixel);
                TensorPrimitives.MultiplyAdd(pixel, factor.Scalar<float>(), means, pixel);
            }
        }
    }

    private static void Mean(ReadOnlySpan<float> image, Span<float> means)
    {
        for (int c = 0; c < means.Length; c++)
        {
            double sum = 0;
            for (int i = c; i < image.Length; i += means.Length)
            {
                sum += image[i];
            }

            means[c] = (float)(sum / (image.Length / means.Length));
        }
    }
}
