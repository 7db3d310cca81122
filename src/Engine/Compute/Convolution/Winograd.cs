namespace TypedModels.Engine.Compute.Convolution;

/// <summary>
/// Winograd's way to convolve with windows of 3 × 3: tiles of neighbouring results are computed from the pixels they read, whose polynomials are multiplied at some points instead of
/// coefficient by coefficient. That takes fewer multiplications; the transforms before and behind them are a few additions for each element.
/// </summary>
internal static unsafe class Winograd
{
    /// <summary>The positions of the window along each axis.</summary>
    public const int Window = 3;

    /// <summary>The most pixels that a tile reads along each axis.</summary>
    public const int LargestPatch = 6;

    /// <summary>The elements from a position's matrix to the next: not a multiple of a page, whose lines would share a place in the cache.</summary>
    public static long Stride(int rows, int columns) => ((long)rows * columns) + 16;

    /// <summary>Tiles along an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="side">The results of a tile along it.</param>
    public static int TileCount(in WindowAxis axis, int side) => (axis.Output + side - 1) / side;

    /// <summary>The products that make up a tile's.</summary>
    public static int Positions<TForm>()
        where TForm : struct, IWinogradForm => TForm.Patch * TForm.Patch;

    /// <summary>Transforms the filter of a pair of channels.</summary>
    /// <param name="filter">The first of its elements.</param>
    /// <param name="step">From an element to the next.</param>
    /// <param name="factor">What it is multiplied by.</param>
    /// <param name="result">Gets an element for each position.</param>
    public static void TransformFilter<TForm>(float* filter, nint step, double factor, Span<double> result)
        where TForm : struct, IWinogradForm
    {
        Span<double> half = stackalloc double[LargestPatch * Window];
        for (int column = 0; column < Window; column++)
        {
            TForm.Evaluate(filter[column * step], filter[(Window + column) * step], filter[((2 * Window) + column) * step], half[column..], Window);
        }

        for (int row = 0; row < TForm.Patch; row++)
        {
            var line = half.Slice(row * Window, Window);
            TForm.Evaluate(line[0] * factor, line[1] * factor, line[2] * factor, result[(row * TForm.Patch)..], 1);
        }
    }
}
