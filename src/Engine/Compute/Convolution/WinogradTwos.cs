using System.Runtime.CompilerServices;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Convolution;

/// <summary>F(2 × 2, 3 × 3): tiles of 2 × 2 results from 4 × 4 pixels take four ninths of the multiplications. The filter grows to less than double its size, which suits small pictures of many channels.</summary>
internal readonly struct WinogradTwos : IWinogradForm
{
    public static int Side => 2;

    public static int Patch => 4;

    public static void Evaluate(double a, double b, double c, Span<double> values, int step)
    {
        // The points are 0, 1, −1 and infinity.
        values[0] = a;
        values[step] = (a + b + c) / 2;
        values[2 * step] = (a - b + c) / 2;
        values[3 * step] = c;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransformPixels<TSimd, TVector>(ref TVector a, ref TVector b, ref TVector c, ref TVector d, ref TVector e, ref TVector f)
        where TSimd : struct, ISimd<TVector, float>
        where TVector : unmanaged
    {
        TVector minus = TSimd.Broadcast(-1), sum = TSimd.Add(b, c), difference = TSimd.MultiplyAdd(minus, b, c);
        a = TSimd.MultiplyAdd(minus, c, a);
        d = TSimd.MultiplyAdd(minus, d, b);
        b = sum;
        c = difference;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransformResults<TSimd, TVector>(ref TVector a, ref TVector b, ref TVector c, ref TVector d, TVector e, TVector f)
        where TSimd : struct, ISimd<TVector, float>
        where TVector : unmanaged
    {
        TVector minus = TSimd.Broadcast(-1), sum = TSimd.Add(b, c);
        b = TSimd.MultiplyAdd(minus, TSimd.Add(c, d), b);
        a = TSimd.Add(a, sum);
    }
}
