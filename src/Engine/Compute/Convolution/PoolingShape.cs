namespace TypedModels.Engine.Compute.Convolution;

/// <summary>The sizes of a pooling of pictures, or volumes, whose channels lie together.</summary>
/// <param name="Images">The number of pictures.</param>
/// <param name="Depth">How the window moves through the slices; <see cref="WindowAxis.Single"/> for pictures.</param>
/// <param name="Height">How the window moves downwards.</param>
/// <param name="Width">How the window moves to the right.</param>
/// <param name="Channels">The channels.</param>
internal readonly record struct PoolingShape(int Images, WindowAxis Depth, WindowAxis Height, WindowAxis Width, int Channels)
{
    /// <summary>Whether what a window meets beyond the picture counts as zeros, instead of not at all. Only for the largest.</summary>
    public bool CountsZeros { get; init; }
}
