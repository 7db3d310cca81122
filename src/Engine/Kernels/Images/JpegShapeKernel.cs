using TypedModels.Engine.Compute.Codecs;
using TypedModels.Engine.Compute.Codecs.Jpeg;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Images;

/// <summary>ExtractJpegShape: height, width and channels of a JPEG.</summary>
internal sealed class JpegShapeKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        var contents = context.Input(0);
        if (contents.Rank != 0)
        {
            throw OperationException.InvalidArgument($"contents must be scalar, got shape {contents.Shape}");
        }

        try
        {
            var decoder = new JpegDecoder(contents.Texts[0].Span, new JpegDecodeOptions());
            var output = context.Output(0, new Shape([3]));
            ReadOnlySpan<int> shape = [decoder.Height, decoder.Width, decoder.Components];
            for (int i = 0; i < shape.Length; i++)
            {
                if (output.Type == DataType.Int32)
                {
                    output.WritableSpan<int>()[i] = shape[i];
                }
                else
                {
                    output.WritableSpan<long>()[i] = shape[i];
                }
            }
        }
        catch (CodecException exception)
        {
            throw OperationException.InvalidArgument("Invalid JPEG data: " + exception.Message);
        }
    }
}
