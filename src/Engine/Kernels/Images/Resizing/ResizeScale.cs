namespace TypedModels.Engine.Kernels.Images.Resizing;

/// <summary>Where the pixels of a resized picture come from, the three ways of TensorFlow.</summary>
/// <param name="AlignCorners">Whether the centres of the corners stay where they are.</param>
/// <param name="HalfPixelCenters">Whether pixels are areas whose centre is at a half, and not points.</param>
internal readonly record struct ResizeScale(bool AlignCorners, bool HalfPixelCenters)
{
    /// <summary>Reads the attributes.</summary>
    /// <exception cref="OperationException">Both are set.</exception>
    public static ResizeScale Read(KernelNode node)
    {
        var scale = new ResizeScale(node.Flag("align_corners"), node.Has("half_pixel_centers") && node.Flag("half_pixel_centers"));
        return scale is { AlignCorners: true, HalfPixelCenters: true }
            ? throw OperationException.InvalidArgument("If half_pixel_centers is True, align_corners must be False.")
            : scale;
    }

    /// <summary>How much of the picture a pixel of the resized one covers.</summary>
    public float Factor(int size, int newSize) => AlignCorners && newSize > 1 ? (size - 1) / (float)(newSize - 1) : size / (float)newSize;

    /// <summary>The place in the picture of pixel <paramref name="index"/> of the resized one.</summary>
    public float Place(int index, float factor) => HalfPixelCenters ? (index + 0.5f) * factor - 0.5f : index * factor;
}
