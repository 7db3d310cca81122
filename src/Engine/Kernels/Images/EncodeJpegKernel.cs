using TypedModels.Engine.Compute.Codecs;
using TypedModels.Engine.Compute.Codecs.Jpeg;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Images;

/// <summary>EncodeJpeg and EncodeJpegVariableQuality.</summary>
/// <param name="options">How to encode.</param>
/// <param name="format">What the pixels are: "grayscale", "rgb", or "" for what their channels say.</param>
/// <param name="hasQuality">Whether the second input is the quality.</param>
internal sealed class EncodeJpegKernel(JpegEncodeOptions options, string format, bool hasQuality) : Kernel
{
    /// <summary>Makes the kernel of a node.</summary>
    public static EncodeJpegKernel Create(KernelNode node)
    {
        if (node.Operation == "EncodeJpegVariableQuality")
        {
            return new EncodeJpegKernel(new JpegEncodeOptions(), "", hasQuality: true);
        }

        string format = node.Text("format");
        if (format is not ("" or "grayscale" or "rgb"))
        {
            throw OperationException.InvalidArgument($"format must be '', grayscale or rgb, got '{format}'");
        }

        string unit = node.Text("density_unit");
        if (unit is not ("in" or "cm"))
        {
            throw OperationException.InvalidArgument($"density_unit must be 'in' or 'cm', got '{unit}'");
        }

        return new EncodeJpegKernel(
            new JpegEncodeOptions
            {
                Quality = CheckQuality(node.Int32("quality")),
                Progressive = node.Flag("progressive"),
                OptimizeSize = node.Flag("optimize_size"),
                ChromaDownsampling = node.Flag("chroma_downsampling"),
                DensityUnit = (byte)(unit == "in" ? 1 : 2),
                DensityAcross = (ushort)node.Int32("x_density"),
                DensityDown = (ushort)node.Int32("y_density"),
                Metadata = node.Bytes("xmp_metadata"),
            },
            format,
            hasQuality: false);
    }

    public override void Run(KernelContext context)
    {
        var image = context.Input(0);
        if (image.Rank != 3)
        {
            throw OperationException.InvalidArgument($"image must be 3-dimensional{image.Shape}");
        }

        int channels = image[2];
        bool fits = format switch
        {
            "grayscale" => channels == 1,
            "rgb" => channels == 3,
            _ => channels is 1 or 3,
        };
        if (!fits)
        {
            throw OperationException.InvalidArgument(format switch
            {
                "grayscale" => $"format 'grayscale' expects 1 channels, got {image.Shape}",
                "rgb" => $"format 'rgb' expects 3 channels, got {image.Shape}",
                _ => $"image must have 1 or 3 channels, got {image.Shape}",
            });
        }

        long working = JpegEncoder.WorkingBytes(image[0], image[1], channels);
        context.Pool.Budget.Take(working);
        try
        {
            var chosen = hasQuality ? options with { Quality = CheckQuality(ReadQuality(context.Input(1))) } : options;
            context.Output(0, Shape.Scalar).WritableTexts[0] = context.Texts.Copy(JpegEncoder.Encode(image.Span<byte>(), image[0], image[1], channels, chosen, context.Stop));
        }
        catch (CodecException exception)
        {
            throw OperationException.InvalidArgument("JPEG encoding failed: " + exception.Message);
        }
        finally
        {
            context.Pool.Budget.Return(working);
        }
    }

    private static int ReadQuality(Tensor quality) => quality.Rank == 0 ? quality.Scalar<int>() : throw OperationException.InvalidArgument($"quality must be scalar: {quality.Shape}");

    private static int CheckQuality(int quality) => quality is >= 0 and <= 100 ? quality : throw OperationException.InvalidArgument($"quality must be in [0,100], got {quality}");
}
