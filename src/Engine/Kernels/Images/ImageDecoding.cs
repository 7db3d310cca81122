using TypedModels.Engine.Compute.Codecs.Jpeg;

namespace TypedModels.Engine.Kernels.Images;

/// <summary>What the attributes of an operation that decodes pictures say. Every one of them decodes what its name does not say too, as in TensorFlow.</summary>
/// <param name="Operation">The type of operation.</param>
/// <param name="Type">The type of the pixels.</param>
/// <param name="ExpandAnimations">Whether all frames of a GIF are wanted.</param>
/// <param name="Jpeg">How to decode a JPEG; its channels are those of every format.</param>
internal sealed record ImageDecoding(string Operation, DataType Type, bool ExpandAnimations, JpegDecodeOptions Jpeg)
{
    /// <summary>The channels that are wanted, 0 for those of the file.</summary>
    public int Channels => Jpeg.Channels;

    /// <summary>Reads the attributes of DecodeJpeg and DecodeAndCropJpeg.</summary>
    public static ImageDecoding JpegOf(KernelNode node)
    {
        int ratio = node.Int32("ratio");
        if (ratio is not (1 or 2 or 4 or 8))
        {
            throw OperationException.InvalidArgument($"ratio must be 1, 2, 4, or 8, got {ratio}");
        }

        string method = node.Text("dct_method");
        if (method is not ("" or "INTEGER_FAST" or "INTEGER_ACCURATE"))
        {
            throw OperationException.InvalidArgument($"dct_method must be one of {{'', 'INTEGER_FAST', 'INTEGER_ACCURATE'}}, got '{method}'");
        }

        return new ImageDecoding(node.Operation, DataType.UInt8, ExpandAnimations: true, new JpegDecodeOptions
        {
            Channels = ReadChannels(node),
            Ratio = ratio,
            FancyUpscaling = node.Flag("fancy_upscaling"),
            RecoverTruncated = node.Flag("try_recover_truncated"),
            AcceptableFraction = node.Float("acceptable_fraction"),
            Transform = method == "INTEGER_ACCURATE" ? JpegTransform.Accurate : JpegTransform.Fast,
        });
    }

    /// <summary>Reads the attributes of the other operations.</summary>
    public static ImageDecoding Of(KernelNode node)
    {
        int channels = node.Operation == "DecodeGif" ? 3 : ReadChannels(node);
        bool expand = node.Operation != "DecodeImage" || node.Flag("expand_animations");
        return new ImageDecoding(node.Operation, node.OutputType(0), expand, new JpegDecodeOptions { Channels = channels });
    }

    private static int ReadChannels(KernelNode node) => node.Int32("channels") is var channels && channels is 0 or 1 or 3 or 4
        ? channels
        : throw OperationException.InvalidArgument($"`channels` must be 0, 1, 3 or 4 but got {channels}");
}
