using TypedModels.Engine.Compute.Convolution;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Convolution;

/// <summary>The sizes of a convolution of each channel by itself.</summary>
internal static class DepthwiseSizes
{
    /// <summary>The sizes for an input and a filter of height, width, channel, multiplier.</summary>
    /// <exception cref="OperationException">They do not fit.</exception>
    public static ConvolutionShape Of(WindowSettings settings, in Shape input, in Shape filter)
    {
        if (input.Rank != 4 || filter.Rank != 4)
        {
            throw OperationException.InvalidArgument($"{(input.Rank != 4 ? "input" : "filter")} must be 4-dimensional{(input.Rank != 4 ? input : filter)}");
        }

        int channels = input[settings.ChannelAxis];
        if (channels != filter[2])
        {
            throw OperationException.InvalidArgument($"input and filter must have the same depth: {channels} vs {filter[2]}");
        }

        long outputs = (long)channels * filter[3];
        return outputs <= int.MaxValue
            ? new ConvolutionShape(
                input[0], settings.Axis(0, input[settings.AxisOf(0)], filter[0]), settings.Axis(1, input[settings.AxisOf(1)], filter[1]), channels, (int)outputs, Math.Max(1, channels))
            : throw OperationException.ResourceExhausted($"{outputs} channels are too many.");
    }
}
