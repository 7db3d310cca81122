namespace TypedModels.Engine.Kernels.Images.Patches;

/// <summary>What a glimpse shows outside of its picture.</summary>
internal enum GlimpseNoise
{
    /// <summary>Zeros.</summary>
    Zero,

    /// <summary>Random numbers between the smallest and the largest of the picture.</summary>
    Uniform,

    /// <summary>Random numbers with the mean and the deviation of the picture.</summary>
    Gaussian,
}
