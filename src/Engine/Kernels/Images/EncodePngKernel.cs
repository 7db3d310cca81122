using TypedModels.Engine.Compute.Codecs.Png;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Images;

/// <summary>EncodePng: each picture of a batch as a file.</summary>
/// <param name="compression">zlib's level; -1 for its default.</param>
internal sealed class EncodePngKernel(int compression) : Kernel
{
    public override void Run(KernelContext context)
    {
        var images = context.Input(0);
        if (images.Rank < 3)
        {
            throw OperationException.InvalidArgument($"images must be at least rank 3 but have shape {images.Shape}");
        }

        if (compression is < -1 or > 9)
        {
            throw OperationException.InvalidArgument($"compression should be in [-1,9], got {compression}");
        }

        var (height, width, channels) = (images[^3], images[^2], images[^1]);
        if (height == 0 || width == 0)
        {
            throw new OperationException(ModelErrorCode.Internal, $"PNG encoding failed: an image has no pixels, its shape is {images.Shape}");
        }

        if (channels is < 1 or > 4)
        {
            throw OperationException.InvalidArgument($"image must have 1, 2, 3, or 4 channels, got {channels}");
        }

        var output = context.Output(0, new Shape(images.Shape.Lengths[..^3]));
        int size = checked(height * width * channels);
        for (int i = 0; i < output.Count; i++)
        {
            output.WritableTexts[i] = context.Texts.Copy(images.Type == DataType.UInt8
                ? PngEncoder.Encode(images.Span<byte>().Slice(i * size, size), height, width, channels, compression, context.Stop)
                : PngEncoder.Encode(images.Span<ushort>().Slice(i * size, size), height, width, channels, compression, context.Stop));
        }
    }
}
