using TypedModels.Engine.Compute.Codecs;
using TypedModels.Engine.Compute.Codecs.Bmp;
using TypedModels.Engine.Compute.Codecs.Gif;
using TypedModels.Engine.Compute.Codecs.Jpeg;
using TypedModels.Engine.Compute.Codecs.Png;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Images;

/// <summary>Decodes a picture, whichever of the formats it is in.</summary>
internal sealed class DecodeImageKernel(ImageDecoding decoding) : Kernel
{
    public override void Run(KernelContext context)
    {
        var contents = context.Input(0);
        if (contents.Rank != 0)
        {
            throw OperationException.InvalidArgument($"`contents` must be scalar but got shape {contents.Shape}");
        }

        var data = contents.Texts[0].Span;
        if (data.IsEmpty)
        {
            throw OperationException.InvalidArgument("Input is empty.");
        }

        try
        {
            Decode(context, data);
        }
        catch (CodecException exception)
        {
            throw OperationException.InvalidArgument(exception.Message);
        }
    }

    private void Decode(KernelContext context, ReadOnlySpan<byte> data)
    {
        var format = ImageFormats.Detect(data);
        if (format == ImageFormat.Unknown)
        {
            throw OperationException.InvalidArgument("Unknown image file format. One of JPEG, PNG, GIF, BMP required.");
        }

        if (decoding.Operation == "DecodeAndCropJpeg" && format != ImageFormat.Jpeg)
        {
            throw OperationException.InvalidArgument($"DecodeAndCropJpeg operation can run on JPEG only, but detected {NameOf(format)}.");
        }

        if ((decoding.Operation == "DecodeBmp") != (format == ImageFormat.Bmp) && (format == ImageFormat.Bmp || decoding.Operation == "DecodeBmp") && decoding.Operation != "DecodeImage")
        {
            throw OperationException.InvalidArgument(
                $"Trying to decode {NameOf(format)} format using {decoding.Operation} op. Use `decode_{NameOf(format).ToLowerInvariant()}` or `decode_image` instead.");
        }

        switch (format)
        {
            case ImageFormat.Jpeg:
                DecodeJpeg(context, data);
                break;
            case ImageFormat.Png:
                DecodePng(context, data);
                break;
            case ImageFormat.Gif:
                DecodeGif(context, data);
                break;
            default:
                DecodeBmp(context, data);
                break;
        }
    }

    private void DecodeJpeg(KernelContext context, ReadOnlySpan<byte> data)
    {
        if (decoding.Channels == 4)
        {
            throw OperationException.InvalidArgument("JPEG does not support 4 channels");
        }

        var decoder = new JpegDecoder(data, decoding.Jpeg);
        var (top, left, height, width) = (0, 0, decoder.Height, decoder.Width);
        if (decoding.Operation == "DecodeAndCropJpeg")
        {
            var window = context.Input(1);
            if (window.Rank != 1 || window.Count != 4)
            {
                throw OperationException.InvalidArgument($"crop_window must be 1-D and have four elements, got shape {window.Shape}");
            }

            var values = window.Span<int>();
            (top, left, height, width) = (values[0], values[1], values[2], values[3]);
            if (top < 0 || left < 0 || height <= 0 || width <= 0 || top > decoder.Height - height || left > decoder.Width - width)
            {
                throw OperationException.InvalidArgument($"Invalid crop window: x={left}, y={top}, w={width}, h={height} for image_width: {decoder.Width} and image_height: {decoder.Height}");
            }
        }

        var output = Output(context, frames: null, height, width, decoder.Channels);
        long working = decoder.WorkingBytes;
        context.Pool.Budget.Take(working);
        try
        {
            decoder.Decode(Pixels(output), top, left, height, width, context.Stop);
        }
        finally
        {
            context.Pool.Budget.Return(working);
        }

        Convert(output);
    }

    private void DecodePng(KernelContext context, ReadOnlySpan<byte> data)
    {
        var decoder = new PngDecoder(data, decoding.Channels, wide: decoding.Type != DataType.UInt8);
        var output = Output(context, frames: null, decoder.Height, decoder.Width, decoder.Channels);
        switch (decoding.Type)
        {
            case DataType.UInt8:
                decoder.Decode(output.WritableSpan<byte>(), context.Stop);
                break;
            case DataType.UInt16:
                decoder.Decode(output.WritableSpan<ushort>(), context.Stop);
                break;
            default:
                var wide = context.Scratch<ushort>(output.Count);
                decoder.Decode(wide, context.Stop);
                var numbers = output.WritableSpan<float>();
                for (int i = 0; i < numbers.Length; i++)
                {
                    numbers[i] = wide[i] * (1f / ushort.MaxValue);
                }

                break;
        }
    }

    private void DecodeGif(KernelContext context, ReadOnlySpan<byte> data)
    {
        if (decoding.Channels is not (0 or 3))
        {
            throw OperationException.InvalidArgument($"channels must be 0 or 3 for GIF, got {decoding.Channels}");
        }

        using var decoder = new GifDecoder(data, onlyFirst: !decoding.ExpandAnimations, context.Pool.Budget, context.Stop);
        bool still = decoding.Operation is "DecodePng" or "DecodeJpeg";
        if (still && decoder.Frames > 1)
        {
            throw OperationException.InvalidArgument($"Got {decoder.Frames} frames, but animated gifs can only be decoded by tf.io.decode_gif or tf.io.decode_image");
        }

        var output = Output(context, still || !decoding.ExpandAnimations ? null : decoder.Frames, decoder.Height, decoder.Width, 3);
        decoder.Decode(Pixels(output), context.Stop);
        Convert(output);
    }

    private void DecodeBmp(KernelContext context, ReadOnlySpan<byte> data)
    {
        if (decoding.Channels == 1)
        {
            throw OperationException.InvalidArgument("`channels` must be 0, 3 or 4 for BMP, but got 1");
        }

        var decoder = new BmpDecoder(data, decoding.Channels);
        var output = Output(context, frames: null, decoder.Height, decoder.Width, decoder.Channels);
        decoder.Decode(Pixels(output), context.Stop);
        Convert(output);
    }

    private Tensor Output(KernelContext context, int? frames, int height, int width, int channels)
    {
        frames ??= decoding.Operation == "DecodeGif" ? 1 : null;
        return context.Output(0, frames is { } count ? new Shape([count, height, width, channels]) : new Shape([height, width, channels]));
    }

    // Where to decode bytes to: the last part of an output of wider elements, which are then written from the front.
    private static Span<byte> Pixels(Tensor output)
        => output.Type == DataType.UInt8 ? output.WritableSpan<byte>() : output.WritableBytes[^output.Count..];

    private static void Convert(Tensor output)
    {
        var bytes = output.WritableBytes[^output.Count..];
        switch (output.Type)
        {
            case DataType.UInt16:
                var words = output.WritableSpan<ushort>();
                for (int i = 0; i < words.Length; i++)
                {
                    words[i] = (ushort)(bytes[i] << 8);
                }

                break;
            case DataType.Float:
                var numbers = output.WritableSpan<float>();
                for (int i = 0; i < numbers.Length; i++)
                {
                    numbers[i] = bytes[i] * (1f / byte.MaxValue);
                }

                break;
        }
    }

    private static string NameOf(ImageFormat format) => format.ToString().ToUpperInvariant();
}
