namespace TypedModels.Engine.Kernels.Quantised;

/// <summary>The scale of the mode MIN_FIRST, in which the range is widened by one step of as many.</summary>
internal static class MinFirstScale
{
    /// <summary>Steps for a unit.</summary>
    /// <param name="steps">The number of steps of the type.</param>
    /// <param name="low">Where the range begins.</param>
    /// <param name="high">Where it ends.</param>
    public static float Of(double steps, float low, float high) => (float)(steps / ((high - low) * (steps / (steps - 1))));
}
