using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Images.Patches;

/// <summary>ExtractGlimpse and V2: a window of each picture, somewhere, perhaps partly outside.</summary>
internal sealed class GlimpseKernel(int version, bool centered, bool normalized, GlimpseNoise noise) : Kernel
{
    /// <summary>Reads the attributes.</summary>
    public static GlimpseKernel Create(KernelNode node, int version)
    {
        string name = node.Text("noise");
        var noise = name switch
        {
            "uniform" => GlimpseNoise.Uniform,
            "gaussian" => GlimpseNoise.Gaussian,
            "zero" => GlimpseNoise.Zero,
            _ => throw OperationException.InvalidArgument($"The noise could only be uniform, gaussian, or zero, got {name}"),
        };
        return new GlimpseKernel(version, node.Flag("centered"), node.Flag("normalized"), noise);
    }

    public override void Run(KernelContext context)
    {
        var pictures = context.Input(0);
        var size = context.Input(1);
        var offsets = context.Input(2);
        Check(pictures, size, offsets);
        var (height, width) = (size.Span<int>()[0], size.Span<int>()[1]);
        if (height < 0 || width < 0)
        {
            throw OperationException.InvalidArgument($"The size of a glimpse must not be negative, got {height} by {width}");
        }

        int channels = pictures[3];
        var output = context.Output(0, new Shape([pictures[0], height, width, channels]));
        var target = output.WritableSpan<float>();
        int length = pictures[1] * pictures[2] * channels;
        int rowLength = width * channels;
        for (int i = 0; i < pictures[0] && target.Length > 0; i++)
        {
            context.ThrowIfCancelled();
            var picture = pictures.Span<float>().Slice(i * length, length);
            long top = (long)Place(offsets.Span<float>()[2 * i], pictures[1], height);
            long left = (long)Place(offsets.Span<float>()[2 * i + 1], pictures[2], width);
            var glimpse = target.Slice(i * height * rowLength, height * rowLength);
            if (top < 0 || left < 0 || top + height > pictures[1] || left + width > pictures[2])
            {
                Fill(picture, glimpse);
            }

            int firstColumn = (int)Math.Clamp(-left, 0, width);
            int lastColumn = (int)Math.Clamp(pictures[2] - left, 0, width);
            for (int y = (int)Math.Clamp(-top, 0, height); y < Math.Clamp(pictures[1] - top, 0, height) && firstColumn < lastColumn; y++)
            {
                int start = (int)((top + y) * pictures[2] + left + firstColumn) * channels;
                picture.Slice(start, (lastColumn - firstColumn) * channels).CopyTo(glimpse[(y * rowLength + firstColumn * channels)..]);
            }
        }
    }

    private float Place(float offset, int size, int window)
    {
        float place = normalized ? offset * size : offset;
        if (version == 1)
        {
            return (centered ? place / 2f + size / 2f : place) - window / 2f;
        }

        return centered ? normalized ? place / 2f + size / 2f - window / 2f : place + size / 2f : place;
    }

    private void Fill(ReadOnlySpan<float> picture, Span<float> glimpse)
    {
        if (noise == GlimpseNoise.Zero || picture.IsEmpty)
        {
            glimpse.Clear();
            return;
        }

        var random = Random.Shared;
        float least = System.Numerics.Tensors.TensorPrimitives.Min(picture);
        float range = System.Numerics.Tensors.TensorPrimitives.Max(picture) - least;
        float mean = System.Numerics.Tensors.TensorPrimitives.Sum(picture) / picture.Length;
        float square = System.Numerics.Tensors.TensorPrimitives.SumOfSquares(picture) / picture.Length;
        float deviation = MathF.Sqrt(Math.Max(0, square - mean * mean));
        foreach (ref float value in glimpse)
        {
            // Box and Muller's transform; 1 - x is never zero.
            value = noise == GlimpseNoise.Uniform
                ? random.NextSingle() * range + least
                : mean + deviation * MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(2 * MathF.PI * random.NextSingle());
        }
    }

    private static void Check(Tensor pictures, Tensor size, Tensor offsets)
    {
        if (pictures.Rank != 4)
        {
            throw OperationException.InvalidArgument($"input must be 4-dimensional (batch_size, height, width, depth){pictures.Shape}");
        }

        if (size.Rank != 1 || size.Count != 2)
        {
            throw OperationException.InvalidArgument($"input must be a vector of size 2 (height, width){size.Shape}");
        }

        if (offsets.Rank != 2 || offsets[0] != pictures[0])
        {
            throw OperationException.InvalidArgument($"first dimension should be batch{offsets.Shape}");
        }

        if (offsets[1] != 2)
        {
            throw OperationException.InvalidArgument($"second dimension should be of size 2 (y,x){offsets.Shape}");
        }
    }
}
