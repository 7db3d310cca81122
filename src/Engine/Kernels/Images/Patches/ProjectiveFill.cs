namespace TypedModels.Engine.Kernels.Images.Patches;

/// <summary>What is seen outside of a picture.</summary>
internal enum ProjectiveFill
{
    /// <summary>One value everywhere.</summary>
    Constant,

    /// <summary>The picture mirrored at its border.</summary>
    Reflect,

    /// <summary>The picture again and again.</summary>
    Wrap,

    /// <summary>The nearest pixel of the border.</summary>
    Nearest,
}
