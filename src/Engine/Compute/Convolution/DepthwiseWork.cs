using System.Runtime.Intrinsics;
using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Convolution;

/// <summary>A convolution of each channel by itself, with one result channel for each; an item is a row of the result. Vectors run along the channels, and several pixels are computed at a time.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <param name="shape">The sizes; as many result channels as input channels.</param>
/// <param name="input">The pictures, without padding.</param>
/// <param name="filter">Height, width, channel.</param>
/// <param name="bias">What is added to each pixel, or null.</param>
/// <param name="end">What comes last.</param>
/// <param name="output">The result.</param>
internal readonly unsafe struct DepthwiseWork<T>(ConvolutionShape shape, T* input, T* filter, T* bias, ProductEnd<T> end, T* output) : IRangeWork
    where T : unmanaged
{
    private const long PieceProducts = 300_000;
    private const int PixelsAtOnce = 6;

    /// <summary>The number of items.</summary>
    public int Count => checked(shape.Images * shape.Height.Output);

    /// <summary>The items that are worth a turn of a thread.</summary>
    public int PieceLength => (int)Math.Clamp(PieceProducts / Math.Max(1, (long)shape.Width.Output * shape.InputChannels * shape.Height.Filter * shape.Width.Filter), 1, int.MaxValue);

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

    private void Row<TSimd, TVector>(int item)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged
    {
        int channels = shape.InputChannels, image = item / shape.Height.Output, row = item % shape.Height.Output;
        var (firstY, endY) = shape.Height.Inside(row);
        int top = (row * shape.Height.Stride) - shape.Height.Before;
        T* picture = input + ((nint)image * shape.Height.Input * shape.Width.Input * channels);
        T* target = output + ((nint)item * shape.Width.Output * channels);
        var (firstWhole, endWhole) = shape.Width.Whole();
        for (int channel = 0; channel < channels; channel += TSimd.Lanes)
        {
            int lanes = Math.Min(TSimd.Lanes, channels - channel);
            int x = 0;
            for (; x < firstWhole; x++)
            {
                Pixel<TSimd, TVector>(picture, target, top, firstY, endY, x, channel, lanes);
            }

            if (lanes == TSimd.Lanes)
            {
                for (; x + PixelsAtOnce <= endWhole; x += PixelsAtOnce)
                {
                    Pixels<TSimd, TVector>(picture, target, top, firstY, endY, x, channel);
                }
            }

            for (; x < shape.Width.Output; x++)
            {
                Pixel<TSimd, TVector>(picture, target, top, firstY, endY, x, channel, lanes);
            }
        }

        if (!end.IsDone)
        {
            end.Apply<TSimd, TVector>(target, channels, shape.Width.Output, channels, 0);
        }
    }

    private void Pixel<TSimd, TVector>(T* picture, T* target, int top, int firstY, int endY, int x, int channel, int lanes)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged
    {
        int channels = shape.InputChannels;
        var (firstX, endX) = shape.Width.Inside(x);
        int left = (x * shape.Width.Stride) - shape.Width.Before;
        bool isWhole = lanes == TSimd.Lanes;
        TVector sum = bias is null ? default : isWhole ? TSimd.Load(bias + channel) : TSimd.LoadFirst(bias + channel, lanes);
        for (int i = firstY; i < endY; i++)
        {
            T* line = picture + ((nint)(top + (i * shape.Height.Dilation)) * shape.Width.Input * channels) + channel;
            for (int j = firstX; j < endX; j++)
            {
                T* pixel = line + ((nint)(left + (j * shape.Width.Dilation)) * channels);
                T* weight = filter + ((nint)((i * shape.Width.Filter) + j) * channels) + channel;
                sum = isWhole
                    ? TSimd.MultiplyAdd(TSimd.Load(pixel), TSimd.Load(weight), sum)
                    : TSimd.MultiplyAdd(TSimd.LoadFirst(pixel, lanes), TSimd.LoadFirst(weight, lanes), sum);
            }
        }

        sum = Clamp<TSimd, TVector>(sum);
        T* result = target + ((nint)x * channels) + channel;
        if (isWhole)
        {
            TSimd.Store(result, sum);
        }
        else
        {
            TSimd.StoreFirst(result, sum, lanes);
        }
    }

    private void Pixels<TSimd, TVector>(T* picture, T* target, int top, int firstY, int endY, int x, int channel)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged
    {
        nint channels = shape.InputChannels, step = shape.Width.Stride * channels, lineLength = shape.Width.Input * channels, across = shape.Width.Dilation * channels;
        TVector start = bias is null ? default : TSimd.Load(bias + channel);
        TVector a = start, b = start, c = start, d = start, e = start, f = start;
        T* corner = picture + (top * lineLength) + (((x * shape.Width.Stride) - shape.Width.Before) * channels) + channel;
        T* weight = filter + (firstY * shape.Width.Filter * channels) + channel;
        for (int i = firstY; i < endY; i++)
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

        T* result = target + (x * channels) + channel;
        TSimd.Store(result, Clamp<TSimd, TVector>(a));
        TSimd.Store(result + channels, Clamp<TSimd, TVector>(b));
        TSimd.Store(result + (2 * channels), Clamp<TSimd, TVector>(c));
        TSimd.Store(result + (3 * channels), Clamp<TSimd, TVector>(d));
        TSimd.Store(result + (4 * channels), Clamp<TSimd, TVector>(e));
        TSimd.Store(result + (5 * channels), Clamp<TSimd, TVector>(f));
    }

    private TVector Clamp<TSimd, TVector>(TVector value)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged =>
        end.Activation.Kind == ActivationKind.Clamp
            ? TSimd.Min(TSimd.Broadcast(Activations.FromFloat<T>(end.Activation.High)), TSimd.Max(TSimd.Broadcast(Activations.FromFloat<T>(end.Activation.Low)), value))
            : value;
}
