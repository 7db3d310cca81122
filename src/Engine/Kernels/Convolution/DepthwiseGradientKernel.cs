using System.Numerics;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Convolution;

/// <summary>What the input, or the filter, of a convolution of each channel by itself gets back from its result.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <param name="settings">How the window of the convolution moves.</param>
/// <param name="isOfFilter">Whether the filter is meant.</param>
internal sealed class DepthwiseGradientKernel<T>(WindowSettings settings, bool isOfFilter) : Kernel
    where T : unmanaged, INumber<T>
{
    public override void Run(KernelContext context)
    {
        if (settings.IsChannelsFirst)
        {
            throw OperationException.Unimplemented("Gradients of convolutions of each channel by itself take channels last on a processor.");
        }

        var sizes = context.Input(isOfFilter ? 1 : 0);
        if (sizes.Rank != 1 || sizes.Count != 4)
        {
            throw OperationException.InvalidArgument($"The sizes must be a vector of 4 elements, not {sizes.Shape}");
        }

        var wanted = Shape.From([sizes.Integer(0), sizes.Integer(1), sizes.Integer(2), sizes.Integer(3)]);
        Tensor other = context.Input(isOfFilter ? 0 : 1), given = context.Input(2);
        var inputShape = isOfFilter ? other.Shape : wanted;
        var filterShape = isOfFilter ? wanted : other.Shape;
        var shape = DepthwiseSizes.Of(settings, inputShape, filterShape);
        if (given.Shape != new Shape(shape.Images, shape.Height.Output, shape.Width.Output, shape.OutputChannels))
        {
            throw OperationException.InvalidArgument($"Size of out_backprop doesn't match computed: actual = {given.Shape}, computed = [{shape.Images},{shape.Height.Output},{shape.Width.Output},{shape.OutputChannels}]");
        }

        var target = context.Output(0, wanted).WritableSpan<T>();
        target.Clear();
        ReadOnlySpan<T> factors = other.Span<T>(), gradients = given.Span<T>();
        int channels = shape.InputChannels, multiplier = filterShape[3];
        for (int row = 0; row < shape.Images * shape.Height.Output && given.Count > 0; row++)
        {
            context.ThrowIfCancelled();
            int image = row / shape.Height.Output, y = row % shape.Height.Output;
            var (firstY, endY) = shape.Height.Inside(y);
            for (int x = 0; x < shape.Width.Output; x++)
            {
                var gradient = gradients.Slice(((row * shape.Width.Output) + x) * shape.OutputChannels, shape.OutputChannels);
                var (firstX, endX) = shape.Width.Inside(x);
                for (int i = firstY; i < endY; i++)
                {
                    for (int j = firstX; j < endX; j++)
                    {
                        int line = (y * shape.Height.Stride) - shape.Height.Before + (i * shape.Height.Dilation), column = (x * shape.Width.Stride) - shape.Width.Before + (j * shape.Width.Dilation);
                        int pixel = ((((image * shape.Height.Input) + line) * shape.Width.Input) + column) * channels, element = ((i * shape.Width.Filter) + j) * shape.OutputChannels;
                        for (int k = 0; k < gradient.Length; k++)
                        {
                            int inPixel = pixel + (k / multiplier);
                            if (isOfFilter)
                            {
                                target[element + k] += gradient[k] * factors[inPixel];
                            }
                            else
                            {
                                target[inPixel] += gradient[k] * factors[element + k];
                            }
                        }
                    }
                }
            }
        }
    }
}
