using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Convolution;

/// <summary>The size of the tiles of <see cref="Winograd"/>'s convolutions, and the arithmetic that belongs to it.</summary>
internal interface IWinogradForm
{
    /// <summary>The results of a tile along each axis: at most four.</summary>
    static abstract int Side { get; }

    /// <summary>The pixels that a tile reads along each axis, and the points along each axis.</summary>
    static abstract int Patch { get; }

    /// <summary>The three elements of a row or column of a filter to its points.</summary>
    /// <param name="a">The first.</param>
    /// <param name="b">The second.</param>
    /// <param name="c">The third.</param>
    /// <param name="values">Gets the points.</param>
    /// <param name="step">From a point to the next.</param>
    static abstract void Evaluate(double a, double b, double c, Span<double> values, int step);

    /// <summary>Neighbouring pixels to their points; where these are four, the last two are left alone.</summary>
    static abstract void TransformPixels<TSimd, TVector>(ref TVector a, ref TVector b, ref TVector c, ref TVector d, ref TVector e, ref TVector f)
        where TSimd : struct, ISimd<TVector, float>
        where TVector : unmanaged;

    /// <summary>Points to neighbouring results, in the first of these.</summary>
    static abstract void TransformResults<TSimd, TVector>(ref TVector a, ref TVector b, ref TVector c, ref TVector d, TVector e, TVector f)
        where TSimd : struct, ISimd<TVector, float>
        where TVector : unmanaged;
}
