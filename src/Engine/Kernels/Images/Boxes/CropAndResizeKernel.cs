using System.Numerics;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Images.Boxes;

/// <summary>CropAndResize: boxes cut out of pictures and brought to one size, to float.</summary>
/// <param name="isNearest">Whether to take the nearest pixel instead of blending four.</param>
/// <param name="outside">The value of what is outside of a picture.</param>
internal sealed class CropAndResizeKernel<T>(bool isNearest, float outside) : Kernel
    where T : unmanaged, INumberBase<T>
{
    public override void Run(KernelContext context)
    {
        var images = context.Input(0);
        var boxes = context.Input(1);
        var owners = context.Input(2);
        var size = context.Input(3);
        Check(images, boxes, owners, size);
        var (cropHeight, cropWidth) = (size.Span<int>()[0], size.Span<int>()[1]);
        if (cropHeight <= 0 || cropWidth <= 0)
        {
            throw OperationException.InvalidArgument($"crop dimensions must be positive, got {cropHeight} by {cropWidth}");
        }

        if (HasInfinite(boxes.Span<float>()))
        {
            throw OperationException.InvalidArgument("Boxes contains at least one element that is not finite");
        }

        var output = context.Output(0, new Shape([boxes[0], cropHeight, cropWidth, images[3]]));
        var target = output.WritableSpan<float>();
        int rowLength = checked(cropWidth * images[3]);
        for (int b = 0; b < boxes[0]; b++)
        {
            var box = boxes.Span<float>().Slice(4 * b, 4);
            int owner = owners.Span<int>()[b];
            if ((uint)owner >= (uint)images[0])
            {
                throw new OperationException(ModelErrorCode.OutOfRange, $"box_index has values outside [0, batch_size): {owner} of {images[0]}");
            }

            var image = images.Span<T>().Slice(owner * images[1] * images[2] * images[3], images[1] * images[2] * images[3]);
            for (int y = 0; y < cropHeight; y++)
            {
                context.ThrowIfCancelled();
                float place = Place(box[0], box[2], images[1], cropHeight, y);
                WriteRow(image, images, place, box, cropWidth, target.Slice((b * cropHeight + y) * rowLength, rowLength));
            }
        }
    }

    private void WriteRow(ReadOnlySpan<T> image, Tensor images, float placeY, ReadOnlySpan<float> box, int cropWidth, Span<float> row)
    {
        if (!(placeY >= 0 && placeY <= images[1] - 1))
        {
            row.Fill(outside);
            return;
        }

        int channels = images[3];
        int rowLength = images[2] * channels;
        int top = (int)(isNearest ? MathF.Round(placeY, MidpointRounding.AwayFromZero) : MathF.Floor(placeY));
        int bottom = isNearest ? top : (int)MathF.Ceiling(placeY);
        var upper = image.Slice(top * rowLength, rowLength);
        var lower = image.Slice(bottom * rowLength, rowLength);
        for (int x = 0; x < cropWidth; x++)
        {
            var pixel = row.Slice(x * channels, channels);
            float placeX = Place(box[1], box[3], images[2], cropWidth, x);
            if (!(placeX >= 0 && placeX <= images[2] - 1))
            {
                pixel.Fill(outside);
                continue;
            }

            int left = (int)(isNearest ? MathF.Round(placeX, MidpointRounding.AwayFromZero) : MathF.Floor(placeX)) * channels;
            int right = (int)MathF.Ceiling(placeX) * channels;
            float weight = placeX - MathF.Floor(placeX);
            for (int c = 0; c < pixel.Length; c++)
            {
                if (isNearest)
                {
                    pixel[c] = float.CreateTruncating(upper[left + c]);
                    continue;
                }

                float above = Between(upper[left + c], upper[right + c], weight);
                float below = Between(lower[left + c], lower[right + c], weight);
                pixel[c] = above + (below - above) * (placeY - top);
            }
        }
    }

    private static bool HasInfinite(ReadOnlySpan<float> numbers)
    {
        foreach (float number in numbers)
        {
            if (!float.IsFinite(number))
            {
                return true;
            }
        }

        return false;
    }

    private static float Between(T from, T to, float weight)
    {
        float start = float.CreateTruncating(from);
        return start + (float.CreateTruncating(to) - start) * weight;
    }

    private static float Place(float from, float to, int size, int cropSize, int index)
    {
        float last = size - 1;
        return cropSize > 1 ? from * last + index * ((to - from) * last / (cropSize - 1)) : 0.5f * (from + to) * last;
    }

    private static void Check(Tensor images, Tensor boxes, Tensor owners, Tensor size)
    {
        if (images.Rank != 4 || images[1] == 0 || images[2] == 0)
        {
            throw OperationException.InvalidArgument($"input image must be 4-D with positive height and width, got shape {images.Shape}");
        }

        if (images[3] == 0)
        {
            throw OperationException.InvalidArgument("image must have at least one channel");
        }

        bool none = boxes.Count == 0 && owners.Count == 0;
        if (!none && (boxes.Rank != 2 || boxes[1] != 4 || owners.Rank != 1 || owners.Count != boxes[0]))
        {
            throw OperationException.InvalidArgument($"boxes must be 2-D with 4 columns and box_index a vector as long, got shapes {boxes.Shape} and {owners.Shape}");
        }

        if (size.Rank != 1 || size.Count != 2)
        {
            throw OperationException.InvalidArgument($"crop_size must be 1-D with two elements, got shape {size.Shape}");
        }
    }
}
