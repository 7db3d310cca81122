using System.Runtime.CompilerServices;
using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Convolution;

/// <summary>
/// The inner loop of a convolution of each channel by itself: four neighbouring pixels of a row at a time, whose window lies inside the picture's width. What two of them read
/// is read once, and a line of the filter stays in registers. The window's width and the stride are types, so that each pair is code of its own.
/// </summary>
/// <typeparam name="TSimd">The vector arithmetic.</typeparam>
/// <typeparam name="TVector">The vector type.</typeparam>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TWidth">The width of the window: three or five.</typeparam>
/// <typeparam name="TStride">The stride: one or two.</typeparam>
internal static unsafe class DepthwiseKernel<TSimd, TVector, T, TWidth, TStride>
    where TSimd : struct, ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged
    where TWidth : struct, ITileCount
    where TStride : struct, ITileCount
{
    /// <summary>The pixels of a block.</summary>
    public const int Pixels = 4;

    /// <summary>Computes some channels of a block of pixels.</summary>
    /// <param name="block">Where everything is, at the first of the channels.</param>
    /// <param name="channels">How many channels, at least a vector of them. Where they are no whole vectors, some are computed twice.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in DepthwiseBlock<T> block, int channels)
    {
        nint step = block.PixelLength, lineLength = block.LineLength;
        int lines = block.Lines;
        bool isClamped = block.IsClamped;
        TVector low = TSimd.Broadcast(block.Low), high = TSimd.Broadcast(block.High);
        for (int channel = 0; channel < channels; channel += TSimd.Lanes)
        {
            channel = Math.Min(channel, channels - TSimd.Lanes);
            TVector a = block.Bias is null ? default : TSimd.Load(block.Bias + channel), b = a, c = a, d = a, x;
            T* line = block.Input + channel, weight = block.Filter + channel;
            for (int i = 0; i < lines; i++)
            {
                TVector w0 = TSimd.Load(weight), w1 = TSimd.Load(weight + step), w2 = TSimd.Load(weight + (2 * step)), w3 = w0, w4 = w0;
                if (TWidth.Count > 3)
                {
                    w3 = TSimd.Load(weight + (3 * step));
                    w4 = TSimd.Load(weight + (4 * step));
                }

                T* p = line;
                if (TStride.Count == 1)
                {
                    x = TSimd.Load(p);
                    a = TSimd.MultiplyAdd(x, w0, a);
                    x = TSimd.Load(p + step);
                    a = TSimd.MultiplyAdd(x, w1, a);
                    b = TSimd.MultiplyAdd(x, w0, b);
                    x = TSimd.Load(p + (2 * step));
                    a = TSimd.MultiplyAdd(x, w2, a);
                    b = TSimd.MultiplyAdd(x, w1, b);
                    c = TSimd.MultiplyAdd(x, w0, c);
                    x = TSimd.Load(p + (3 * step));
                    a = TWidth.Count > 3 ? TSimd.MultiplyAdd(x, w3, a) : a;
                    b = TSimd.MultiplyAdd(x, w2, b);
                    c = TSimd.MultiplyAdd(x, w1, c);
                    d = TSimd.MultiplyAdd(x, w0, d);
                    x = TSimd.Load(p + (4 * step));
                    a = TWidth.Count > 3 ? TSimd.MultiplyAdd(x, w4, a) : a;
                    b = TWidth.Count > 3 ? TSimd.MultiplyAdd(x, w3, b) : b;
                    c = TSimd.MultiplyAdd(x, w2, c);
                    d = TSimd.MultiplyAdd(x, w1, d);
                    x = TSimd.Load(p + (5 * step));
                    b = TWidth.Count > 3 ? TSimd.MultiplyAdd(x, w4, b) : b;
                    c = TWidth.Count > 3 ? TSimd.MultiplyAdd(x, w3, c) : c;
                    d = TSimd.MultiplyAdd(x, w2, d);
                    if (TWidth.Count > 3)
                    {
                        x = TSimd.Load(p + (6 * step));
                        c = TSimd.MultiplyAdd(x, w4, c);
                        d = TSimd.MultiplyAdd(x, w3, d);
                        x = TSimd.Load(p + (7 * step));
                        d = TSimd.MultiplyAdd(x, w4, d);
                    }
                }
                else
                {
                    x = TSimd.Load(p);
                    a = TSimd.MultiplyAdd(x, w0, a);
                    x = TSimd.Load(p + step);
                    a = TSimd.MultiplyAdd(x, w1, a);
                    x = TSimd.Load(p + (2 * step));
                    a = TSimd.MultiplyAdd(x, w2, a);
                    b = TSimd.MultiplyAdd(x, w0, b);
                    x = TSimd.Load(p + (3 * step));
                    a = TWidth.Count > 3 ? TSimd.MultiplyAdd(x, w3, a) : a;
                    b = TSimd.MultiplyAdd(x, w1, b);
                    x = TSimd.Load(p + (4 * step));
                    a = TWidth.Count > 3 ? TSimd.MultiplyAdd(x, w4, a) : a;
                    b = TSimd.MultiplyAdd(x, w2, b);
                    c = TSimd.MultiplyAdd(x, w0, c);
                    x = TSimd.Load(p + (5 * step));
                    b = TWidth.Count > 3 ? TSimd.MultiplyAdd(x, w3, b) : b;
                    c = TSimd.MultiplyAdd(x, w1, c);
                    x = TSimd.Load(p + (6 * step));
                    b = TWidth.Count > 3 ? TSimd.MultiplyAdd(x, w4, b) : b;
                    c = TSimd.MultiplyAdd(x, w2, c);
                    d = TSimd.MultiplyAdd(x, w0, d);
                    x = TSimd.Load(p + (7 * step));
                    c = TWidth.Count > 3 ? TSimd.MultiplyAdd(x, w3, c) : c;
                    d = TSimd.MultiplyAdd(x, w1, d);
                    x = TSimd.Load(p + (8 * step));
                    c = TWidth.Count > 3 ? TSimd.MultiplyAdd(x, w4, c) : c;
                    d = TSimd.MultiplyAdd(x, w2, d);
                    if (TWidth.Count > 3)
                    {
                        x = TSimd.Load(p + (9 * step));
                        d = TSimd.MultiplyAdd(x, w3, d);
                        x = TSimd.Load(p + (10 * step));
                        d = TSimd.MultiplyAdd(x, w4, d);
                    }
                }

                line += lineLength;
                weight += TWidth.Count * step;
            }

            if (isClamped)
            {
                a = TSimd.Min(high, TSimd.Max(low, a));
                b = TSimd.Min(high, TSimd.Max(low, b));
                c = TSimd.Min(high, TSimd.Max(low, c));
                d = TSimd.Min(high, TSimd.Max(low, d));
            }

            T* target = block.Output + channel;
            TSimd.Store(target, a);
            TSimd.Store(target + step, b);
            TSimd.Store(target + (2 * step), c);
            TSimd.Store(target + (3 * step), d);
        }
    }
}
