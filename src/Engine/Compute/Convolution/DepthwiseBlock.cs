namespace TypedModels.Engine.Compute.Convolution;

/// <summary>Where a block of pixels of a convolution of each channel by itself lies, and what it is computed from. All distances are in elements.</summary>
/// <typeparam name="T">The elements.</typeparam>
internal unsafe struct DepthwiseBlock<T>
    where T : unmanaged
{
    /// <summary>What the first line of the filter meets.</summary>
    public T* Input;

    /// <summary>From a line of the picture to the next that the window meets.</summary>
    public nint LineLength;

    /// <summary>From a pixel to the next, of the picture, the result and the filter.</summary>
    public nint PixelLength;

    /// <summary>The first line of the filter that lies inside the picture.</summary>
    public T* Filter;

    /// <summary>How many lines of the filter lie inside the picture.</summary>
    public int Lines;

    /// <summary>What is added to each pixel, or null.</summary>
    public T* Bias;

    /// <summary>The first pixel of the result.</summary>
    public T* Output;

    /// <summary>Whether the result is kept between <see cref="Low"/> and <see cref="High"/>.</summary>
    public bool IsClamped;

    /// <summary>The least result.</summary>
    public T Low;

    /// <summary>The largest result.</summary>
    public T High;
}
