using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Convolution;

/// <summary>A pooling; an item is a row of the result. Vectors run along the channels.</summary>
/// <typeparam name="TPooling">What is made of a window.</typeparam>
/// <typeparam name="T">The elements.</typeparam>
/// <param name="shape">The sizes.</param>
/// <param name="input">The pictures.</param>
/// <param name="output">The result.</param>
internal readonly unsafe struct PoolingWork<TPooling, T>(PoolingShape shape, T* input, T* output) : IRangeWork
    where TPooling : struct, IPooling<T>
    where T : unmanaged
{
    private const long PieceElements = 50_000;

    /// <summary>The number of items.</summary>
    public int Count => checked(shape.Images * shape.Depth.Output * shape.Height.Output);

    /// <summary>The items that are worth a turn of a thread.</summary>
    public int PieceLength =>
        (int)Math.Clamp(PieceElements / Math.Max(1, (long)shape.Width.Output * shape.Channels * shape.Height.Filter * shape.Width.Filter * shape.Depth.Filter), 1, int.MaxValue);

    /// <inheritdoc/>
    public void Execute(int start, int end)
    {
        for (int item = start; item < end; item++)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                Row<Simd512<T>, Vector512<T>>(item);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                Row<Simd256<T>, Vector256<T>>(item);
            }
            else
            {
                Row<Simd128<T>, Vector128<T>>(item);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Row<TSimd, TVector>(int item)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged
    {
        int row = item % shape.Height.Output, rest = item / shape.Height.Output;
        int slice = rest % shape.Depth.Output, image = rest / shape.Depth.Output;
        var (firstZ, endZ) = shape.Depth.Inside(slice);
        var (firstY, endY) = shape.Height.Inside(row);
        nint lineLength = (nint)shape.Width.Input * shape.Channels, sliceLength = shape.Height.Input * lineLength;
        T* corner = input + ((((nint)image * shape.Depth.Input) + (slice * shape.Depth.Stride) - shape.Depth.Before) * sliceLength)
            + (((row * shape.Height.Stride) - shape.Height.Before) * lineLength);
        corner += (firstZ * sliceLength) + (firstY * lineLength);
        T* target = output + ((nint)item * shape.Width.Output * shape.Channels);
        var (firstWhole, endWhole) = shape.Width.Whole();
        var window = new Window { Slices = endZ - firstZ, Lines = endY - firstY, SliceLength = sliceLength, LineLength = lineLength, PixelLength = shape.Channels };
        int whole = shape.Depth.Filter * shape.Height.Filter * shape.Width.Filter;
        for (int x = 0; x < shape.Width.Output; x++, target += shape.Channels)
        {
            var (firstX, endX) = x >= firstWhole && x < endWhole ? (0, shape.Width.Filter) : shape.Width.Inside(x);
            window.Pixels = endX - firstX;
            window.Start = shape.CountsZeros && window.Count < whole ? default : TPooling.Start;
            Pixel<TSimd, TVector>(corner + (((nint)(x * shape.Width.Stride) - shape.Width.Before + firstX) * shape.Channels), window, target);
        }
    }

    /// <summary>All channels of a pixel, as many vectors at a time as keep the loads of a window's position together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pixel<TSimd, TVector>(T* first, in Window window, T* target)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged
    {
        if (window is { Slices: 1, Lines: 2, Pixels: 2 })
        {
            Square<TSimd, TVector>(first, window, target);
            return;
        }

        int channels = window.PixelLength, channel = 0;
        for (; channels - channel >= 4 * TSimd.Lanes; channel += 4 * TSimd.Lanes)
        {
            Four<TSimd, TVector>(first + channel, window, target + channel);
        }

        for (; channels - channel > TSimd.Lanes; channel += 2 * TSimd.Lanes)
        {
            Two<TSimd, TVector>(first + channel, window, target + channel, Math.Min(TSimd.Lanes, channels - channel - TSimd.Lanes));
        }

        if (channel < channels)
        {
            One<TSimd, TVector>(first + channel, window, target + channel, channels - channel);
        }
    }

    /// <summary>A window of two by two, which needs no loops over its positions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Square<TSimd, TVector>(T* first, in Window window, T* target)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged
    {
        int channels = window.PixelLength, channel = 0;
        TVector start = TSimd.Broadcast(window.Start);
        T* second = first + window.LineLength;
        for (; channels - channel >= TSimd.Lanes; channel += TSimd.Lanes)
        {
            T* a = first + channel, b = second + channel;
            TVector line = TPooling.Take<TSimd, TVector>(TPooling.Take<TSimd, TVector>(start, TSimd.Load(a)), TSimd.Load(a + channels));
            line = TPooling.Take<TSimd, TVector>(TPooling.Take<TSimd, TVector>(line, TSimd.Load(b)), TSimd.Load(b + channels));
            TSimd.Store(target + channel, TPooling.End<TSimd, TVector>(line, 4));
        }

        if (channel < channels)
        {
            T* a = first + channel, b = second + channel;
            int rest = channels - channel;
            TVector line = TPooling.Take<TSimd, TVector>(TPooling.Take<TSimd, TVector>(start, TSimd.LoadFirst(a, rest)), TSimd.LoadFirst(a + channels, rest));
            line = TPooling.Take<TSimd, TVector>(TPooling.Take<TSimd, TVector>(line, TSimd.LoadFirst(b, rest)), TSimd.LoadFirst(b + channels, rest));
            TSimd.StoreFirst(target + channel, TPooling.End<TSimd, TVector>(line, 4), rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four<TSimd, TVector>(T* first, in Window window, T* target)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged
    {
        TVector a = TSimd.Broadcast(window.Start), b = a, c = a, d = a;
        for (int k = 0; k < window.Slices; k++)
        {
            for (int i = 0; i < window.Lines; i++)
            {
                T* pixel = first + (k * window.SliceLength) + (i * window.LineLength);
                for (int j = window.Pixels; j > 0; j--, pixel += window.PixelLength)
                {
                    a = TPooling.Take<TSimd, TVector>(a, TSimd.Load(pixel));
                    b = TPooling.Take<TSimd, TVector>(b, TSimd.Load(pixel + TSimd.Lanes));
                    c = TPooling.Take<TSimd, TVector>(c, TSimd.Load(pixel + (2 * TSimd.Lanes)));
                    d = TPooling.Take<TSimd, TVector>(d, TSimd.Load(pixel + (3 * TSimd.Lanes)));
                }
            }
        }

        int count = window.Count;
        TSimd.Store(target, TPooling.End<TSimd, TVector>(a, count));
        TSimd.Store(target + TSimd.Lanes, TPooling.End<TSimd, TVector>(b, count));
        TSimd.Store(target + (2 * TSimd.Lanes), TPooling.End<TSimd, TVector>(c, count));
        TSimd.Store(target + (3 * TSimd.Lanes), TPooling.End<TSimd, TVector>(d, count));
    }

    /// <param name="first">Where the window begins.</param>
    /// <param name="window">The window.</param>
    /// <param name="target">Where the results go.</param>
    /// <param name="lanes">The elements of the second vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Two<TSimd, TVector>(T* first, in Window window, T* target, int lanes)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged
    {
        TVector a = TSimd.Broadcast(window.Start), b = a;
        nint step = window.PixelLength;
        for (int k = 0; k < window.Slices; k++)
        {
            for (int i = 0; i < window.Lines; i++)
            {
                T* pixel = first + (k * window.SliceLength) + (i * window.LineLength);
                int j = window.Pixels;
                for (; j >= 3; j -= 3, pixel += 3 * step)
                {
                    a = TPooling.Take<TSimd, TVector>(a, TSimd.Load(pixel));
                    b = TPooling.Take<TSimd, TVector>(b, TSimd.LoadFirst(pixel + TSimd.Lanes, lanes));
                    a = TPooling.Take<TSimd, TVector>(a, TSimd.Load(pixel + step));
                    b = TPooling.Take<TSimd, TVector>(b, TSimd.LoadFirst(pixel + step + TSimd.Lanes, lanes));
                    a = TPooling.Take<TSimd, TVector>(a, TSimd.Load(pixel + (2 * step)));
                    b = TPooling.Take<TSimd, TVector>(b, TSimd.LoadFirst(pixel + (2 * step) + TSimd.Lanes, lanes));
                }

                for (; j > 0; j--, pixel += step)
                {
                    a = TPooling.Take<TSimd, TVector>(a, TSimd.Load(pixel));
                    b = TPooling.Take<TSimd, TVector>(b, TSimd.LoadFirst(pixel + TSimd.Lanes, lanes));
                }
            }
        }

        TSimd.Store(target, TPooling.End<TSimd, TVector>(a, window.Count));
        TSimd.StoreFirst(target + TSimd.Lanes, TPooling.End<TSimd, TVector>(b, window.Count), lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One<TSimd, TVector>(T* first, in Window window, T* target, int lanes)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged
    {
        TVector a = TSimd.Broadcast(window.Start);
        nint step = window.PixelLength;
        for (int k = 0; k < window.Slices; k++)
        {
            for (int i = 0; i < window.Lines; i++)
            {
                T* pixel = first + (k * window.SliceLength) + (i * window.LineLength);
                int j = window.Pixels;
                for (; j >= 3; j -= 3, pixel += 3 * step)
                {
                    a = TPooling.Take<TSimd, TVector>(a, TSimd.LoadFirst(pixel, lanes));
                    a = TPooling.Take<TSimd, TVector>(a, TSimd.LoadFirst(pixel + step, lanes));
                    a = TPooling.Take<TSimd, TVector>(a, TSimd.LoadFirst(pixel + (2 * step), lanes));
                }

                for (; j > 0; j--, pixel += step)
                {
                    a = TPooling.Take<TSimd, TVector>(a, TSimd.LoadFirst(pixel, lanes));
                }
            }
        }

        TSimd.StoreFirst(target, TPooling.End<TSimd, TVector>(a, window.Count), lanes);
    }

    /// <summary>The part of a window that lies inside the picture, and the distances in it.</summary>
    private struct Window
    {
        public int Slices;
        public int Lines;
        public int Pixels;
        public nint SliceLength;
        public nint LineLength;
        public int PixelLength;

        /// <summary>What the window begins with.</summary>
        public T Start;

        public readonly int Count => Slices * Lines * Pixels;
    }
}
