namespace TypedModels.Architectures.Building;

/// <summary>The window of a convolution or of a pooling.</summary>
/// <param name="Height">Its height.</param>
/// <param name="Width">Its width.</param>
/// <param name="Stride">How far it moves at a time.</param>
internal sealed record Window(int Height, int Width, int Stride = 1)
{
    /// <summary>Whether outputs are as many as inputs by stride, as TensorFlow's <c>SAME</c> has it.</summary>
    public bool IsSame { get; init; } = true;

    /// <summary>The zeros that a layer of their own puts before and behind, as Keras's applications have them where they stride.</summary>
    public (int Before, int Behind)? Margin { get; init; }

    /// <summary>A square window.</summary>
    public static Window Square(int size, int stride = 1) => new(size, size, stride);

    /// <summary>A square window that goes no further than the picture.</summary>
    public static Window Inside(int size, int stride = 1) => new(size, size, stride) { IsSame = false };

    /// <summary>A square window over a picture with zeros around, put there by a layer of their own.</summary>
    public static Window Padded(int size, int stride, int before, int behind) => new(size, size, stride) { IsSame = false, Margin = (before, behind) };

    /// <summary>What is put before and behind an axis.</summary>
    /// <param name="length">The axis's length; null where it is open, which says enough for windows that move by one.</param>
    /// <param name="size">The window's length along it.</param>
    /// <exception cref="ArgumentException">It depends on the length, which is open.</exception>
    public (int Before, int Behind) MarginOf(long? length, int size)
    {
        if (Margin is { } margin)
        {
            return margin;
        }

        int total = !IsSame ? 0
            : Stride == 1 ? size - 1
            : length is { } known ? (int)Math.Max(0, ((((known + Stride - 1) / Stride) - 1) * Stride) + size - known)
            : throw new ArgumentException($"What a window that moves by {Stride} needs around depends on the length of the axis, which is open.");
        return (total / 2, total - (total / 2));
    }
}
