using TypedModels.Engine.Compute.Convolution;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Convolution;

/// <summary>The sizes of a convolution of pictures or volumes.</summary>
/// <param name="Plane">The sizes of one slice; a picture is one.</param>
/// <param name="Depth">How the filter moves through the slices.</param>
internal readonly record struct ConvolutionSizes(ConvolutionShape Plane, WindowAxis Depth)
{
    /// <summary>The sizes for an input and a filter.</summary>
    /// <exception cref="OperationException">They do not fit.</exception>
    public static ConvolutionSizes Of(WindowSettings settings, in Shape input, in Shape filter)
    {
        int rank = settings.Rank;
        if (input.Rank != rank || filter.Rank != rank)
        {
            throw OperationException.InvalidArgument($"{(input.Rank != rank ? "input" : "filter")} must be {rank}-dimensional: {(input.Rank != rank ? input : filter)}");
        }

        int inputChannels = input[settings.ChannelAxis], filterChannels = filter[rank - 2], outputChannels = filter[rank - 1];
        if (filterChannels <= 0 || inputChannels % filterChannels != 0)
        {
            throw OperationException.InvalidArgument($"input depth must be evenly divisible by filter depth: {inputChannels} vs {filterChannels}");
        }

        int groups = inputChannels / filterChannels;
        if (groups == 0 || outputChannels % groups != 0)
        {
            throw OperationException.InvalidArgument($"output depth must be evenly divisible by number of groups: {outputChannels} vs {groups}");
        }

        int first = settings.SpatialAxes - 2;
        var depth = first == 0 ? WindowAxis.Single : settings.Axis(0, input[settings.AxisOf(0)], filter[0]);
        var height = settings.Axis(first, input[settings.AxisOf(first)], filter[first]);
        var width = settings.Axis(first + 1, input[settings.AxisOf(first + 1)], filter[first + 1]);
        return new ConvolutionSizes(new ConvolutionShape(input[0], height, width, inputChannels, outputChannels, groups), depth);
    }

    /// <summary>The shape of the result.</summary>
    public Shape Result(WindowSettings settings)
    {
        int images = Plane.Images, channels = Plane.OutputChannels, height = Plane.Height.Output, width = Plane.Width.Output;
        return (settings.SpatialAxes, settings.IsChannelsFirst) switch
        {
            (2, false) => new Shape(images, height, width, channels),
            (2, true) => new Shape(images, channels, height, width),
            (_, false) => new Shape(images, Depth.Output, height, width, channels),
            _ => new Shape(images, channels, Depth.Output, height, width),
        };
    }
}
