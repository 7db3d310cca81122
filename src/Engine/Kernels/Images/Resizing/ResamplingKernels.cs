namespace TypedModels.Engine.Kernels.Images.Resizing;

/// <summary>The functions that weigh pixels by their distance, by the names of ScaleAndTranslate.</summary>
internal static class ResamplingKernels
{
    /// <summary>Weights that sum to less are not scaled to one: a thousand times the smallest normal number.</summary>
    public const float SmallestSum = 1000 * 1.17549435e-38f;

    /// <summary>The distance beyond which a pixel weighs nothing, and the weight at a distance; <see langword="null"/> for an unknown name.</summary>
    public static (float Radius, Func<float, float> Weight)? Find(string name) => name switch
    {
        "lanczos1" => (1, x => Lanczos(x, 1)),
        "lanczos3" => (3, x => Lanczos(x, 3)),
        "lanczos5" => (5, x => Lanczos(x, 5)),
        "gaussian" => (1.5f, x => x >= 1.5f ? 0 : MathF.Exp(-x * x / (2 * 0.5f * 0.5f))),
        "box" => (1, x => x < 0.5f ? 1 : x == 0.5f ? 0.5f : 0),
        "triangle" => (1, x => x < 1 ? 1 - x : 0),
        "keyscubic" => (2, KeysCubic),
        "mitchellcubic" => (2, MitchellCubic),
        _ => null,
    };

    private static float Lanczos(float x, float radius)
    {
        if (x > radius)
        {
            return 0;
        }

        return x <= 1e-3f ? 1 : radius * MathF.Sin(MathF.PI * x) * MathF.Sin(MathF.PI * x / radius) / (MathF.PI * MathF.PI * x * x);
    }

    private static float KeysCubic(float x) => x >= 2 ? 0 : x >= 1 ? ((-0.5f * x + 2.5f) * x - 4) * x + 2 : (1.5f * x - 2.5f) * x * x + 1;

    private static float MitchellCubic(float x) => x >= 2
        ? 0
        : x >= 1 ? ((-7f / 18 * x + 2) * x - 10f / 3) * x + 16f / 9 : (7f / 6 * x - 2) * x * x + 8f / 9;
}
