using System.Runtime.CompilerServices;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Convolution;

/// <summary>
/// Winograd's way to convolve with windows of 3 × 3: tiles of 4 × 4 results are computed from 6 × 6 pixels, whose polynomials are multiplied at six points instead of coefficient
/// by coefficient. That takes a quarter of the multiplications; the transforms before and behind them are a few additions for each element.
/// </summary>
internal static unsafe class Winograd
{
    /// <summary>The positions of the window along each axis.</summary>
    public const int Window = 3;

    /// <summary>The results of a tile along each axis.</summary>
    public const int Tile = 4;

    /// <summary>The pixels that a tile reads along each axis.</summary>
    public const int Patch = 6;

    /// <summary>The products that make up a tile's.</summary>
    public const int Positions = Patch * Patch;

    // The points are 0, ±Near, ±Far and infinity: 1 / √2 and √2, whose powers stay nearer to one than those of 1 and 2.
    internal const float Near = 0.70710678f;
    internal const float Far = 1.41421356f;

    /// <summary>The elements from a position's matrix to the next: not a multiple of a page, whose lines would share a place in the cache.</summary>
    public static long Stride(int rows, int columns) => ((long)rows * columns) + 16;

    /// <summary>Tiles along an axis.</summary>
    public static int TileCount(in WindowAxis axis) => (axis.Output + Tile - 1) / Tile;

    /// <summary>Transforms the filter of a pair of channels.</summary>
    /// <param name="filter">The first of its elements.</param>
    /// <param name="step">From an element to the next.</param>
    /// <param name="factor">What it is multiplied by.</param>
    /// <param name="result">Gets an element for each position.</param>
    public static void TransformFilter(float* filter, nint step, double factor, Span<double> result)
    {
        Span<double> half = stackalloc double[Patch * 3];
        for (int column = 0; column < 3; column++)
        {
            Evaluate(filter[column * step], filter[(3 + column) * step], filter[(6 + column) * step], half[column..], 3);
        }

        for (int row = 0; row < Patch; row++)
        {
            var line = half.Slice(row * 3, 3);
            Evaluate(line[0] * factor, line[1] * factor, line[2] * factor, result[(row * Patch)..], 1);
        }
    }

    /// <summary>Six neighbouring pixels to their six points.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransformPixels<TSimd, TVector>(ref TVector a, ref TVector b, ref TVector c, ref TVector d, ref TVector e, ref TVector f)
        where TSimd : struct, ISimd<TVector, float>
        where TVector : unmanaged
    {
        TVector product = TSimd.Broadcast(Near * Near * Far * Far), sum = TSimd.Broadcast(-((Near * Near) + (Far * Far)));
        TVector nearSquare = TSimd.Broadcast(-Near * Near), farSquare = TSimd.Broadcast(-Far * Far);
        TVector first = TSimd.MultiplyAdd(product, a, TSimd.MultiplyAdd(sum, c, e)), last = TSimd.MultiplyAdd(product, b, TSimd.MultiplyAdd(sum, d, f));
        TVector even = TSimd.MultiplyAdd(farSquare, c, e), odd = TSimd.MultiplyAdd(farSquare, b, d);
        TVector evenFar = TSimd.MultiplyAdd(nearSquare, c, e), oddFar = TSimd.MultiplyAdd(nearSquare, b, d);
        a = first;
        b = TSimd.MultiplyAdd(TSimd.Broadcast(Near), odd, even);
        c = TSimd.MultiplyAdd(TSimd.Broadcast(-Near), odd, even);
        d = TSimd.MultiplyAdd(TSimd.Broadcast(Far), oddFar, evenFar);
        e = TSimd.MultiplyAdd(TSimd.Broadcast(-Far), oddFar, evenFar);
        f = last;
    }

    /// <summary>Six points to four neighbouring results, in the first four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransformResults<TSimd, TVector>(ref TVector a, ref TVector b, ref TVector c, ref TVector d, TVector e, TVector f)
        where TSimd : struct, ISimd<TVector, float>
        where TVector : unmanaged
    {
        TVector minus = TSimd.Broadcast(-1);
        TVector near = TSimd.Add(b, c), nearOdd = TSimd.MultiplyAdd(minus, c, b), far = TSimd.Add(d, e), farOdd = TSimd.MultiplyAdd(minus, e, d);
        a = TSimd.Add(a, TSimd.Add(near, far));
        b = TSimd.MultiplyAdd(TSimd.Broadcast(Near), nearOdd, TSimd.Multiply(TSimd.Broadcast(Far), farOdd));
        c = TSimd.MultiplyAdd(TSimd.Broadcast(Near * Near), near, TSimd.Multiply(TSimd.Broadcast(Far * Far), far));
        d = TSimd.MultiplyAdd(TSimd.Broadcast(Near * Near * Near), nearOdd, TSimd.MultiplyAdd(TSimd.Broadcast(Far * Far * Far), farOdd, f));
    }

    private static void Evaluate(double a, double b, double c, Span<double> values, int step)
    {
        double near = Near, far = Far, nearScale = 1 / (2 * near * near * ((near * near) - (far * far))), farScale = 1 / (2 * far * far * ((far * far) - (near * near)));
        values[0] = a / (near * near * far * far);
        values[step] = (a + (b * near) + (c * near * near)) * nearScale;
        values[2 * step] = (a - (b * near) + (c * near * near)) * nearScale;
        values[3 * step] = (a + (b * far) + (c * far * far)) * farScale;
        values[4 * step] = (a - (b * far) + (c * far * far)) * farScale;
        values[5 * step] = c;
    }
}
