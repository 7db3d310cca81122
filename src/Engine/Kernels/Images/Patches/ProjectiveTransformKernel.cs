using System.Numerics;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Images.Patches;

/// <summary>ImageProjectiveTransformV2 and V3: pictures seen through a projective map from the result's pixels to the picture's.</summary>
internal sealed class ProjectiveTransformKernel<T>(bool isBilinear, ProjectiveFill fill) : Kernel
    where T : unmanaged, INumber<T>
{
    public override void Run(KernelContext context)
    {
        var images = context.Input(0);
        var transforms = context.Input(1);
        if (images.Rank != 4)
        {
            throw OperationException.InvalidArgument($"images must have rank 4, got shape {images.Shape}");
        }

        if (transforms.Rank != 2 || transforms[1] != 8 || (transforms[0] != images[0] && transforms[0] != 1))
        {
            throw OperationException.InvalidArgument($"Input transform should be num_images x 8 or 1 x 8, got shape {transforms.Shape} for {images[0]} images");
        }

        var (height, width) = ReadSize(context, images);
        float outside = context.InputCount > 3 ? ReadFill(context.Input(3)) : 0;
        var output = context.Output(0, new Shape([images[0], height, width, images[3]]));
        var source = images.Span<T>();
        var target = output.WritableSpan<T>();
        int size = images[1] * images[2] * images[3];
        int rowLength = width * images[3];
        for (int i = 0; i < images[0] * height; i++)
        {
            context.ThrowIfCancelled();
            int image = i / height;
            var map = transforms.Span<float>().Slice(transforms[0] == 1 ? 0 : 8 * image, 8);
            var reader = new Reader(source.Slice(image * size, size), images, T.CreateTruncating(outside), fill);
            WriteRow(reader, map, i % height, target.Slice(i * rowLength, rowLength), images[3]);
        }
    }

    private void WriteRow(Reader reader, ReadOnlySpan<float> map, int y, Span<T> row, int channels)
    {
        for (int x = 0; x * channels < row.Length; x++)
        {
            var pixel = row.Slice(x * channels, channels);
            float projection = map[6] * x + map[7] * y + 1;
            if (projection == 0)
            {
                // A point at infinity.
                pixel.Fill(reader.Outside);
                continue;
            }

            float column = reader.Map((map[0] * x + map[1] * y + map[2]) / projection, reader.Width);
            float line = reader.Map((map[3] * x + map[4] * y + map[5]) / projection, reader.Height);
            for (int c = 0; c < channels; c++)
            {
                pixel[c] = isBilinear ? reader.Bilinear(line, column, c) : reader.Nearest(line, column, c);
            }
        }
    }

    private static (int Height, int Width) ReadSize(KernelContext context, Tensor images)
    {
        if (context.InputCount < 3)
        {
            return (images[1], images[2]);
        }

        var size = context.Input(2);
        if (size.Rank != 1 || size.Count != 2)
        {
            throw OperationException.InvalidArgument($"output shape must be 1-dimensional with two elements, got shape {size.Shape}");
        }

        var (height, width) = (size.Span<int>()[0], size.Span<int>()[1]);
        return height > 0 && width > 0 ? (height, width) : throw OperationException.InvalidArgument($"output dimensions must be positive, got {height} by {width}");
    }

    private static float ReadFill(Tensor value) => value.Rank == 0 ? value.Scalar<float>() : throw OperationException.InvalidArgument($"fill_value must be a scalar, got shape {value.Shape}");

    private readonly ref struct Reader(ReadOnlySpan<T> image, Tensor images, T outside, ProjectiveFill fill)
    {
        private readonly ReadOnlySpan<T> _image = image;
        private readonly int _channels = images[3];

        public T Outside => outside;

        public int Height { get; } = images[1];

        public int Width { get; } = images[2];

        // Where a place outside comes to be by the fill mode; in a constant one it stays.
        public float Map(float place, int size)
        {
            if (fill == ProjectiveFill.Constant)
            {
                return place;
            }

            if (size <= 1)
            {
                return 0;
            }

            float mapped = fill switch
            {
                ProjectiveFill.Wrap when place < 0 => place + size * (MathF.Truncate(-place / (size - 1)) + 1),
                ProjectiveFill.Wrap when place > size - 1 => place - size * MathF.Truncate(place / (size - 1)),
                ProjectiveFill.Reflect => Reflect(place, size),
                _ => place,
            };
            return Math.Min(Math.Max(mapped, 0), size - 1);
        }

        public T Nearest(float y, float x, int channel) => At(MathF.Round(y, MidpointRounding.AwayFromZero), MathF.Round(x, MidpointRounding.AwayFromZero), channel);

        public T Bilinear(float y, float x, int channel)
        {
            float top = MathF.Floor(y);
            float left = MathF.Floor(x);
            float upper = (left + 1 - x) * Number(top, left, channel) + (x - left) * Number(top, left + 1, channel);
            float lower = (left + 1 - x) * Number(top + 1, left, channel) + (x - left) * Number(top + 1, left + 1, channel);
            return T.CreateTruncating((top + 1 - y) * upper + (y - top) * lower);
        }

        private static float Reflect(float place, int size)
        {
            float period = 2f * size;
            if (place < 0)
            {
                place += period * MathF.Truncate(-place / period);
                return place < -size ? place + period : -place - 1;
            }

            if (place > size - 1)
            {
                place -= period * MathF.Truncate(place / period);
                return place >= size ? period - place - 1 : place;
            }

            return place;
        }

        private float Number(float y, float x, int channel) => float.CreateTruncating(At(y, x, channel));

        private T At(float y, float x, int channel) => y >= 0 && y < Height && x >= 0 && x < Width ? _image[((int)y * Width + (int)x) * _channels + channel] : outside;
    }
}
