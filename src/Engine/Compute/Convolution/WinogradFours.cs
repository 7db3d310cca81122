using System.Runtime.CompilerServices;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Convolution;

/// <summary>F(4 × 4, 3 × 3): tiles of 4 × 4 results from 6 × 6 pixels take a quarter of the multiplications. The filter grows to four times its size.</summary>
internal readonly struct WinogradFours : IWinogradForm
{
    // The points are 0, ±Near, ±Far and infinity: 1 / √2 and √2, whose powers stay nearer to one than those of 1 and 2.
    private const float Near = 0.70710678f;
    private const float Far = 1.41421356f;

    public static int Side => 4;

    public static int Patch => 6;

    public static void Evaluate(double a, double b, double c, Span<double> values, int step)
    {
        double near = Near, far = Far, nearScale = 1 / (2 * near * near * ((near * near) - (far * far))), farScale = 1 / (2 * far * far * ((far * far) - (near * near)));
        values[0] = a / (near * near * far * far);
        values[step] = (a + (b * near) + (c * near * near)) * nearScale;
        values[2 * step] = (a - (b * near) + (c * near * near)) * nearScale;
        values[3 * step] = (a + (b * far) + (c * far * far)) * farScale;
        values[4 * step] = (a - (b * far) + (c * far * far)) * farScale;
        values[5 * step] = c;
    }

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
}
