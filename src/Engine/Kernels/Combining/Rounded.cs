namespace TypedModels.Engine.Kernels.Combining;

/// <summary>Combines numbers of bfloat16 in float, and rounds each time.</summary>
internal readonly struct Rounded<TCombination> : ICombination<BFloat16>
    where TCombination : ICombination<float>
{
    // The largest that is finite.
    private const float Most = 3.3895314e38f;

    public static BFloat16 Initial => (BFloat16)Math.Clamp(TCombination.Initial, -Most, Most);

    public static BFloat16 Combine(BFloat16 held, BFloat16 added) => (BFloat16)TCombination.Combine(held, added);
}
