using TypedModels.Engine.Compute.Moves;
using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Turns blocks of pixels into channels.</summary>
/// <param name="size">The rows and columns of a block.</param>
/// <param name="format">The order of the axes: <c>NHWC</c> or <c>NCHW</c>.</param>
internal sealed class SpaceToDepthKernel(int size, string format) : Kernel
{
    private readonly bool _isChannelsLast = ImageAxes.IsChannelsLast(format);

    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var (batch, height, width, channels) = ImageAxes.Read(input, _isChannelsLast);
        if (width % size != 0 || height % size != 0)
        {
            throw OperationException.InvalidArgument($"Image width {width} and height {height} should be divisible by block_size: {size}");
        }

        long depth = (long)channels * size * size;
        var shape = _isChannelsLast ? Shape.From([batch, height / size, width / size, depth]) : Shape.From([batch, depth, height / size, width / size]);
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
            loops.Add(height / size, size * width * channels, size * width * channels);
            loops.Add(width / size, size * channels, depth);
            loops.Add(size, width * channels, size * channels);
            loops.Add(size * channels, 1, 1);
        }
        else
        {
            int plane = height * width, small = plane / size / size;
            loops.Add(size, width, (long)size * channels * small);
            loops.Add(size, 1, channels * small);
            loops.Add(channels, plane, small);
            loops.Add(height / size, size * width, width / size);
            loops.Add(width / size, size, 1);
        }

        TensorMove.Run(context, input, output, loops);
    }
}
