using TypedModels.Engine.Compute.Moves;
using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Turns channels into blocks of pixels.</summary>
/// <param name="size">The rows and columns of a block.</param>
/// <param name="format">The order of the axes: <c>NHWC</c> or <c>NCHW</c>.</param>
internal sealed class DepthToSpaceKernel(int size, string format) : Kernel
{
    private readonly bool _isChannelsLast = ImageAxes.IsChannelsLast(format);

    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var (batch, height, width, depth) = ImageAxes.Read(input, _isChannelsLast);
        long block = (long)size * size;
        if (depth % block != 0)
        {
            throw OperationException.InvalidArgument($"Input depth dimension {depth} should be divisible by: {block}");
        }

        int channels = (int)(depth / block);
        long high = (long)height * size, wide = (long)width * size;
        var shape = _isChannelsLast ? Shape.From([batch, high, wide, channels]) : Shape.From([batch, channels, high, wide]);
        var output = context.Output(0, shape);
        if (output.Count == 0)
        {
            return;
        }

        int image = input.Count / batch;
        var loops = new CopyLoops(0, 0);
        loops.Add(batch, image, image);
        if (_isChannelsLast)
        {
            loops.Add(height, width * depth, width * depth);
            loops.Add(size, size * channels, wide * channels);
            loops.Add(width, depth, size * channels);
            loops.Add(size * channels, 1, 1);
        }
        else
        {
            int plane = height * width;
            loops.Add(channels, plane, plane * block);
            loops.Add(height, width, size * wide);
            loops.Add(size, (long)size * channels * plane, wide);
            loops.Add(width, 1, size);
            loops.Add(size, (long)channels * plane, 1);
        }

        TensorMove.Run(context, input, output, loops);
    }
}
