namespace TypedModels.Micro.Cases;

/// <summary>A convolution of one picture, padded so that a step of one pixel leaves its size as it is.</summary>
/// <param name="Kind">What sort of layer it is.</param>
/// <param name="Window">The height and the width of the window.</param>
/// <param name="Size">The height and the width of the picture.</param>
/// <param name="Channels">The channels of the picture.</param>
/// <param name="Filters">The channels of the result.</param>
/// <param name="Step">The pixels from one window to the next, on both axes.</param>
/// <param name="Groups">The groups that channels and filters are divided into; as many as channels where each has a window of its own.</param>
public sealed record ConvolutionCase(string Kind, int Window, int Size, int Channels, int Filters, int Step = 1, int Groups = 1) : IArithmetic
{
    /// <summary>The layers of well-known networks of pictures.</summary>
    public static IEnumerable<ConvolutionCase> All { get; } =
    [
        new("plain", 3, 56, 64, 64),
        new("plain", 3, 28, 128, 128),
        new("plain", 3, 14, 256, 256),
        new("plain", 3, 8, 16, 32),
        new("plain", 1, 56, 64, 256),
        new("plain", 1, 14, 576, 96),
        new("plain", 7, 224, 3, 64, Step: 2),
        Depthwise(3, 112, 32),
        Depthwise(3, 112, 96, step: 2),
        Depthwise(3, 56, 144),
        Depthwise(3, 14, 576),
        Depthwise(5, 56, 144, step: 2),
        Depthwise(5, 28, 240),
        Depthwise(5, 14, 672),
        Depthwise(5, 7, 1152),
        new("grouped", 3, 56, 128, 128, Groups: 32),
        new("grouped", 3, 14, 512, 512, Groups: 32),
        new("grouped", 1, 28, 240, 240, Groups: 3),
    ];

    /// <summary>Whether each channel has a window of its own, which is another operation.</summary>
    public bool IsDepthwise => Groups == Channels;

    /// <inheritdoc/>
    public double Operations
    {
        get
        {
            double pixels = (Size + Step - 1) / Step;
            return 2.0 * pixels * pixels * Window * Window * (Channels / Groups) * Filters;
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        string step = Step == 1 ? "" : $" step {Step}", groups = Groups == 1 || IsDepthwise ? "" : $" in {Groups}";
        return $"{Kind} {Window}×{Window}{step}, {Size}×{Size}×{Channels}→{Filters}{groups}";
    }

    private static ConvolutionCase Depthwise(int window, int size, int channels, int step = 1) => new("depthwise", window, size, channels, channels, step, channels);
}
