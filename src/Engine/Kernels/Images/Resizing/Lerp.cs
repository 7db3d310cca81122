namespace TypedModels.Engine.Kernels.Images.Resizing;

/// <summary>Two neighbours and how far a place is from the first to the second.</summary>
internal readonly record struct Lerp(int Lower, int Upper, float Weight)
{
    /// <summary>The neighbours of each pixel of a resized axis, as steps of <paramref name="step"/> elements.</summary>
    public static void Fill(Span<Lerp> lerps, ResizeScale scale, int size, int step)
    {
        float factor = scale.Factor(size, lerps.Length);
        for (int i = 0; i < lerps.Length; i++)
        {
            float place = scale.Place(i, factor);
            float floor = MathF.Floor(place);
            int lower = Math.Clamp((int)floor, 0, size - 1);
            int upper = Math.Clamp((int)MathF.Ceiling(place), 0, size - 1);
            lerps[i] = new Lerp(lower * step, upper * step, place - floor);
        }
    }
}
