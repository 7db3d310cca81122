using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Compute.Vectors;
using static TypedModels.Engine.Compute.Matrix.TileCounts;

namespace TypedModels.Engine.Compute.Convolution;

/// <summary>
/// A convolution of each channel by itself, with one result channel for each; an item is a row of the result. Vectors run along the channels, and several pixels are computed at
/// a time. Neighbouring rows, which read much the same lines of the picture, are computed together, part by part.
/// </summary>
/// <typeparam name="T">The elements.</typeparam>
/// <param name="shape">The sizes; as many result channels as input channels.</param>
/// <param name="input">The pictures, without padding.</param>
/// <param name="filter">Height, width, channel.</param>
/// <param name="bias">What is added to each pixel, or null.</param>
/// <param name="ending">What comes last.</param>
/// <param name="output">The result.</param>
internal readonly unsafe struct DepthwiseWork<T>(ConvolutionShape shape, T* input, T* filter, T* bias, ProductEnd<T> ending, T* output) : IRangeWork
    where T : unmanaged
{
    private const long PieceProducts = 300_000;
    private const int PixelsAtOnce = 6;
    private const int StripRows = 8;

    // What a block of pixels reads in all rows of a strip stays in the first-level cache.
    private const int BlockBytes = 24 * 1024;

    /// <summary>The number of items.</summary>
    public int Count => checked(shape.Images * shape.Height.Output);

    /// <summary>The items that are worth a turn of a thread.</summary>
    public int PieceLength => (int)Math.Clamp(PieceProducts / Math.Max(1, (long)shape.Width.Output * shape.InputChannels * shape.Height.Filter * shape.Width.Filter), 1, int.MaxValue);

    private bool HasKernel => shape.Width.Filter is 3 or 5 && shape.Width.Stride is 1 or 2 && shape.Width.Dilation == 1;

    /// <inheritdoc/>
    public void Execute(int start, int end)
    {
        while (start < end)
        {
            int rows = Math.Min(Math.Min(StripRows, end - start), shape.Height.Output - (start % shape.Height.Output));
            if (Vector512.IsHardwareAccelerated)
            {
                Strip<Simd512<T>, Vector512<T>>(start, rows);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                Strip<Simd256<T>, Vector256<T>>(start, rows);
            }
            else
            {
                Strip<Simd128<T>, Vector128<T>>(start, rows);
            }

            start += rows;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Strip<TSimd, TVector>(int item, int rows)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged
    {
        var lines = stackalloc Line[StripRows];
        for (int row = 0; row < rows; row++)
        {
            lines[row] = LineAt(item + row);
        }

        var (first, end) = shape.Width.Whole();
        if (shape.InputChannels < TSimd.Lanes)
        {
            end = first;
        }
        else if (HasKernel)
        {
            end = Blocks<TSimd, TVector>(lines, rows, first, end);
        }
        else
        {
            int blocks = (end - first) / PixelsAtOnce;
            end = first + (blocks * PixelsAtOnce);
            for (int row = 0; row < rows; row++)
            {
                for (int x = first; x < end; x += PixelsAtOnce)
                {
                    Pixels<TSimd, TVector>(lines[row], x);
                }
            }
        }

        for (int row = 0; row < rows; row++)
        {
            for (int x = 0; x < first; x++)
            {
                Pixel<TSimd, TVector>(lines[row], x);
            }

            for (int x = end; x < shape.Width.Output; x++)
            {
                Pixel<TSimd, TVector>(lines[row], x);
            }

            if (!ending.IsDone)
            {
                ending.Apply<TSimd, TVector>(lines[row].Target, shape.InputChannels, shape.Width.Output, shape.InputChannels, 0);
            }
        }
    }

    private Line LineAt(int item)
    {
        int image = item / shape.Height.Output, row = item - (image * shape.Height.Output);
        var (first, end) = shape.Height.Inside(row);
        return new Line
        {
            Picture = input + ((nint)image * shape.Height.Input * shape.Width.Input * shape.InputChannels),
            Target = output + ((nint)item * shape.Width.Output * shape.InputChannels),
            Top = (row * shape.Height.Stride) - shape.Height.Before,
            First = first,
            End = end,
        };
    }

    /// <summary>The pixels whose window lies inside the width, as far as they fill blocks; gives the first that is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Blocks<TSimd, TVector>(Line* lines, int rows, int first, int end)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged
    {
        const int Pixels = DepthwiseKernel<TSimd, TVector, T, Three, One>.Pixels;
        if (end - first < Pixels)
        {
            return first;
        }

        int channels = shape.InputChannels, stride = shape.Width.Stride, lineCount = ((rows - 1) * shape.Height.Stride) + shape.Height.Filter;
        int readPixels = ((Pixels - 1) * stride) + shape.Width.Filter;
        int part = Math.Min(channels, Math.Max(4 * TSimd.Lanes, BlockBytes / (lineCount * readPixels * sizeof(T)) / TSimd.Lanes * TSimd.Lanes));
        nint lineLength = (nint)shape.Width.Input * channels;
        var block = new DepthwiseBlock<T> { LineLength = shape.Height.Dilation * lineLength, PixelLength = channels, IsClamped = ending.Activation.Kind == ActivationKind.Clamp };
        if (block.IsClamped)
        {
            block.Low = Activations.FromFloat<T>(ending.Activation.Low);
            block.High = Activations.FromFloat<T>(ending.Activation.High);
        }

        // A last block that two pixels or more are left for is moved back: to compute some pixels again takes less time than to compute these one by one.
        int rest = (end - first) % Pixels, last = end - (rest == 0 || rest > 1 ? Pixels : Pixels + 1);
        for (int channel = 0; channel < channels; channel += part)
        {
            // The last part, too, has a vector.
            int begin = Math.Max(0, Math.Min(channel, channels - TSimd.Lanes)), length = Math.Min(part, channels - begin);
            for (int x = first; x <= last; x = x < last ? Math.Min(last, x + Pixels) : last + 1)
            {
                for (int row = 0; row < rows; row++)
                {
                    ref readonly var line = ref lines[row];
                    block.Lines = line.End - line.First;
                    block.Input = line.Picture + ((line.Top + ((nint)line.First * shape.Height.Dilation)) * lineLength) + ((((nint)x * stride) - shape.Width.Before) * channels) + begin;
                    block.Filter = filter + ((nint)line.First * shape.Width.Filter * channels) + begin;
                    block.Bias = bias is null ? null : bias + begin;
                    block.Output = line.Target + ((nint)x * channels) + begin;
                    Run<TSimd, TVector>(block, length);
                }
            }
        }

        return last + Pixels;
    }

    private void Run<TSimd, TVector>(in DepthwiseBlock<T> block, int channels)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged
    {
        switch (shape.Width.Filter, shape.Width.Stride)
        {
            case (3, 1):
                DepthwiseKernel<TSimd, TVector, T, Three, One>.Run(block, channels);
                break;
            case (3, 2):
                DepthwiseKernel<TSimd, TVector, T, Three, Two>.Run(block, channels);
                break;
            case (5, 1):
                DepthwiseKernel<TSimd, TVector, T, Five, One>.Run(block, channels);
                break;
            default:
                DepthwiseKernel<TSimd, TVector, T, Five, Two>.Run(block, channels);
                break;
        }
    }

    /// <summary>A pixel whose window may reach beyond the picture.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pixel<TSimd, TVector>(in Line place, int x)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged
    {
        int channels = shape.InputChannels;
        nint across = (nint)shape.Width.Dilation * channels, down = (nint)shape.Height.Dilation * shape.Width.Input * channels;
        var (first, end) = shape.Width.Inside(x);
        T* corner = place.Picture + (((nint)place.Top * shape.Width.Input) + ((nint)x * shape.Width.Stride) - shape.Width.Before) * channels;
        T* result = place.Target + ((nint)x * channels);
        int channel = 0;
        for (; channels - channel >= 4 * TSimd.Lanes; channel += 4 * TSimd.Lanes)
        {
            TVector a = default, b = default, c = default, d = default;
            if (bias is not null)
            {
                T* start = bias + channel;
                a = TSimd.Load(start);
                b = TSimd.Load(start + TSimd.Lanes);
                c = TSimd.Load(start + (2 * TSimd.Lanes));
                d = TSimd.Load(start + (3 * TSimd.Lanes));
            }

            for (int i = place.First; i < place.End; i++)
            {
                T* pixel = corner + (i * down) + (first * across) + channel, weight = filter + ((nint)((i * shape.Width.Filter) + first) * channels) + channel;
                for (int j = end - first; j > 0; j--, pixel += across, weight += channels)
                {
                    a = TSimd.MultiplyAdd(TSimd.Load(pixel), TSimd.Load(weight), a);
                    b = TSimd.MultiplyAdd(TSimd.Load(pixel + TSimd.Lanes), TSimd.Load(weight + TSimd.Lanes), b);
                    c = TSimd.MultiplyAdd(TSimd.Load(pixel + (2 * TSimd.Lanes)), TSimd.Load(weight + (2 * TSimd.Lanes)), c);
                    d = TSimd.MultiplyAdd(TSimd.Load(pixel + (3 * TSimd.Lanes)), TSimd.Load(weight + (3 * TSimd.Lanes)), d);
                }
            }

            TSimd.Store(result + channel, Clamp<TSimd, TVector>(a));
            TSimd.Store(result + channel + TSimd.Lanes, Clamp<TSimd, TVector>(b));
            TSimd.Store(result + channel + (2 * TSimd.Lanes), Clamp<TSimd, TVector>(c));
            TSimd.Store(result + channel + (3 * TSimd.Lanes), Clamp<TSimd, TVector>(d));
        }

        for (; channel < channels; channel += TSimd.Lanes)
        {
            int lanes = Math.Min(TSimd.Lanes, channels - channel);
            TVector sum = bias is null ? default : TSimd.LoadFirst(bias + channel, lanes);
            for (int i = place.First; i < place.End; i++)
            {
                T* pixel = corner + (i * down) + (first * across) + channel, weight = filter + ((nint)((i * shape.Width.Filter) + first) * channels) + channel;
                for (int j = end - first; j > 0; j--, pixel += across, weight += channels)
                {
                    sum = TSimd.MultiplyAdd(TSimd.LoadFirst(pixel, lanes), TSimd.LoadFirst(weight, lanes), sum);
                }
            }

            TSimd.StoreFirst(result + channel, Clamp<TSimd, TVector>(sum), lanes);
        }
    }

    /// <summary>Several pixels whose windows lie inside the width, of any width and distance.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pixels<TSimd, TVector>(in Line place, int x)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged
    {
        nint channels = shape.InputChannels, step = shape.Width.Stride * channels, lineLength = shape.Width.Input * channels, across = shape.Width.Dilation * channels;
        for (nint channel = 0; channel < channels; channel += TSimd.Lanes)
        {
            // Where the channels are no whole vectors, some are computed twice.
            channel = Math.Min(channel, channels - TSimd.Lanes);
            TVector start = bias is null ? default : TSimd.Load(bias + channel);
            TVector a = start, b = start, c = start, d = start, e = start, f = start;
            T* corner = place.Picture + (place.Top * lineLength) + (((x * shape.Width.Stride) - shape.Width.Before) * channels) + channel;
            T* weight = filter + (place.First * shape.Width.Filter * channels) + channel;
            for (int i = place.First; i < place.End; i++)
            {
                T* p = corner + (i * shape.Height.Dilation * lineLength), q = p + (3 * step);
                for (int j = shape.Width.Filter; j > 0; j--)
                {
                    TVector w = TSimd.Load(weight);
                    a = TSimd.MultiplyAdd(TSimd.Load(p), w, a);
                    b = TSimd.MultiplyAdd(TSimd.Load(p + step), w, b);
                    c = TSimd.MultiplyAdd(TSimd.Load(p + (2 * step)), w, c);
                    d = TSimd.MultiplyAdd(TSimd.Load(q), w, d);
                    e = TSimd.MultiplyAdd(TSimd.Load(q + step), w, e);
                    f = TSimd.MultiplyAdd(TSimd.Load(q + (2 * step)), w, f);
                    p += across;
                    q += across;
                    weight += channels;
                }
            }

            T* result = place.Target + (x * channels) + channel;
            TSimd.Store(result, Clamp<TSimd, TVector>(a));
            TSimd.Store(result + channels, Clamp<TSimd, TVector>(b));
            TSimd.Store(result + (2 * channels), Clamp<TSimd, TVector>(c));
            TSimd.Store(result + (3 * channels), Clamp<TSimd, TVector>(d));
            TSimd.Store(result + (4 * channels), Clamp<TSimd, TVector>(e));
            TSimd.Store(result + (5 * channels), Clamp<TSimd, TVector>(f));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TVector Clamp<TSimd, TVector>(TVector value)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged =>
        ending.Activation.Kind == ActivationKind.Clamp
            ? TSimd.Min(TSimd.Broadcast(Activations.FromFloat<T>(ending.Activation.High)), TSimd.Max(TSimd.Broadcast(Activations.FromFloat<T>(ending.Activation.Low)), value))
            : value;

    /// <summary>A row of the result.</summary>
    private struct Line
    {
        public T* Picture;
        public T* Target;

        /// <summary>The row of the picture that the filter's first line meets.</summary>
        public int Top;

        /// <summary>The first line of the filter that lies inside the picture.</summary>
        public int First;

        /// <summary>Where the lines that do end.</summary>
        public int End;
    }
}
