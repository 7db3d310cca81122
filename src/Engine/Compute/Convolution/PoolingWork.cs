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
    private const long PieceElements = 200_000;

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
        T* target = output + ((nint)item * shape.Width.Output * shape.Channels);
        for (int x = 0; x < shape.Width.Output; x++, target += shape.Channels)
        {
            var (firstX, endX) = shape.Width.Inside(x);
            T* origin = corner + (((nint)(x * shape.Width.Stride) - shape.Width.Before) * shape.Channels);
            for (int channel = 0; channel < shape.Channels; channel += TSimd.Lanes)
            {
                int lanes = Math.Min(TSimd.Lanes, shape.Channels - channel);
                TVector sofar = TSimd.Broadcast(TPooling.Start);
                for (int k = firstZ; k < endZ; k++)
                {
                    for (int i = firstY; i < endY; i++)
                    {
                        T* pixel = origin + (k * sliceLength) + (i * lineLength) + ((nint)firstX * shape.Channels) + channel;
                        for (int j = firstX; j < endX; j++, pixel += shape.Channels)
                        {
                            sofar = TPooling.Take<TSimd, TVector>(sofar, lanes == TSimd.Lanes ? TSimd.Load(pixel) : TSimd.LoadFirst(pixel, lanes));
                        }
                    }
                }

                sofar = TPooling.End<TSimd, TVector>(sofar, (endZ - firstZ) * (endY - firstY) * (endX - firstX));
                if (lanes == TSimd.Lanes)
                {
                    TSimd.Store(target + channel, sofar);
                }
                else
                {
                    TSimd.StoreFirst(target + channel, sofar, lanes);
                }
            }
        }
    }
}
