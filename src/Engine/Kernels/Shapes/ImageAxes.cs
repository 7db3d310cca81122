using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>The axes of a batch of images.</summary>
internal static class ImageAxes
{
    /// <summary>Whether the channels are the last axis.</summary>
    public static bool IsChannelsLast(string format) => format switch
    {
        "NHWC" => true,
        "NCHW" => false,
        _ => throw KernelNode.Unsupported($"The data format {format} is not one of NHWC and NCHW."),
    };

    /// <summary>The lengths of the axes.</summary>
    public static (int Batch, int Height, int Width, int Channels) Read(Tensor images, bool isChannelsLast)
    {
        if (images.Rank != 4)
        {
            throw OperationException.InvalidArgument($"Input rank should be: 4 instead of: {images.Rank}");
        }

        return isChannelsLast ? (images[0], images[1], images[2], images[3]) : (images[0], images[2], images[3], images[1]);
    }
}
