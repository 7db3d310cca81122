namespace TypedModels.Engine.Kernels.Images.Resizing;

/// <summary>For each pixel of a resampled axis: the first pixel that it is made of, and the weights of that and those after it.</summary>
internal readonly ref struct ResamplingSpans
{
    private readonly Span<int> _starts;
    private readonly Span<float> _weights;
    private readonly int _length;

    /// <summary>Works out the weights.</summary>
    /// <param name="context">Gives memory.</param>
    /// <param name="kernel">Radius and weight.</param>
    /// <param name="antialias">Whether the kernel grows with the area that a pixel covers.</param>
    /// <param name="size">Pixels of the axis.</param>
    /// <param name="newSize">Pixels of the resampled axis.</param>
    /// <param name="scale">How much larger the picture becomes.</param>
    /// <param name="translation">How far it is moved then.</param>
    public ResamplingSpans(KernelContext context, (float Radius, Func<float, float> Weight) kernel, bool antialias, int size, int newSize, float scale, float translation)
    {
        float inverse = 1 / scale;
        float shift = -inverse * translation;
        float kernelScale = antialias ? MathF.Max(inverse, 1) : 1;
        float radius = kernel.Radius * kernelScale;
        _length = (int)Math.Min(2L * (long)MathF.Ceiling(Math.Min(radius, size)) + 1, size);
        _starts = context.Scratch<int>(newSize);
        _weights = context.Scratch<float>(checked(newSize * _length));
        _starts.Clear();
        _weights.Clear();
        for (int i = 0; i < newSize; i++)
        {
            float sample = (i + 0.5f) * inverse + shift;
            if (!(sample >= 0 && sample <= size))
            {
                continue;
            }

            int start = (int)Math.Clamp(MathF.Ceiling(sample - radius - 0.5f), 0, size - 1);
            int end = Math.Min((int)Math.Clamp(MathF.Floor(sample + radius - 0.5f), 0, size - 1) + 1, start + _length);
            _starts[i] = start;
            float sum = 0;
            var weights = Weights(i);
            for (int source = start; source < end; source++)
            {
                float weight = kernel.Weight(MathF.Abs((source + 0.5f - sample) / kernelScale));
                weights[source - start] = weight;
                sum += weight;
            }

            if (MathF.Abs(sum) >= SmallestSum)
            {
                Scale(weights, 1 / sum);
            }
            else
            {
                weights.Clear();
            }
        }
    }

    private static float SmallestSum => ResamplingKernels.SmallestSum;

    /// <summary>The first pixel that pixel <paramref name="index"/> is made of.</summary>
    public int Start(int index) => _starts[index];

    /// <summary>The weights of that pixel and those after it; zero where there are none.</summary>
    public Span<float> Weights(int index) => _weights.Slice(index * _length, _length);

    private static void Scale(Span<float> weights, float factor)
    {
        foreach (ref float weight in weights)
        {
            weight *= factor;
        }
    }
}
