using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Convolution;

/// <summary>Transforms the pixels that tiles read; an item is a tile. There are at least as many channels as a vector has elements; where they are no whole vectors, some are transformed twice.</summary>
/// <param name="tiles">The tiles.</param>
/// <param name="input">The pictures, without padding.</param>
/// <param name="zeros">As many zeros as there are channels: what lies beyond a picture.</param>
/// <param name="target">The matrices.</param>
internal readonly unsafe struct WinogradInputWork(WinogradTiles tiles, float* input, float* zeros, float* target) : IRangeWork
{
    private const int PieceElements = 4096;

    /// <summary>The items that are worth a turn of a thread.</summary>
    public int PieceLength => Math.Max(1, PieceElements / tiles.Shape.InputChannels);

    /// <inheritdoc/>
    public void Execute(int start, int end)
    {
        float** patch = stackalloc float*[Winograd.Positions];
        for (int tile = start; tile < end; tile++)
        {
            Find(tile, patch);
            float* row = target + ((nint)tile * tiles.Shape.InputChannels);
            if (Vector512.IsHardwareAccelerated)
            {
                Transform<Simd512<float>, Vector512<float>>(patch, row);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                Transform<Simd256<float>, Vector256<float>>(patch, row);
            }
            else
            {
                Transform<Simd128<float>, Vector128<float>>(patch, row);
            }
        }
    }

    private void Find(int tile, float** patch)
    {
        var shape = tiles.Shape;
        var (image, top, left) = tiles.Place(tile);
        top -= shape.Height.Before;
        left -= shape.Width.Before;
        for (int i = 0; i < Winograd.Positions; i++)
        {
            int row = top + (i / Winograd.Patch), column = left + (i % Winograd.Patch);
            patch[i] = (uint)row < (uint)shape.Height.Input && (uint)column < (uint)shape.Width.Input
                ? input + (((((nint)image * shape.Height.Input) + row) * shape.Width.Input) + column) * shape.InputChannels
                : zeros;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Transform<TSimd, TVector>(float** patch, float* row)
        where TSimd : struct, ISimd<TVector, float>
        where TVector : unmanaged
    {
        const int Patch = Winograd.Patch;
        int channels = tiles.Shape.InputChannels;
        nint stride = (nint)Winograd.Stride(tiles.Count, channels);
        var half = stackalloc TVector[Winograd.Positions];
        for (int channel = 0; channel < channels; channel += TSimd.Lanes)
        {
            channel = Math.Min(channel, channels - TSimd.Lanes);
            for (int i = 0; i < Patch; i++)
            {
                TVector a = TSimd.Load(patch[i] + channel), b = TSimd.Load(patch[i + Patch] + channel), c = TSimd.Load(patch[i + (2 * Patch)] + channel);
                TVector d = TSimd.Load(patch[i + (3 * Patch)] + channel), e = TSimd.Load(patch[i + (4 * Patch)] + channel), f = TSimd.Load(patch[i + (5 * Patch)] + channel);
                Winograd.TransformPixels<TSimd, TVector>(ref a, ref b, ref c, ref d, ref e, ref f);
                half[i] = a;
                half[i + Patch] = b;
                half[i + (2 * Patch)] = c;
                half[i + (3 * Patch)] = d;
                half[i + (4 * Patch)] = e;
                half[i + (5 * Patch)] = f;
            }

            float* next = row + channel;
            for (int i = 0; i < Patch; i++, next += Patch * stride)
            {
                TVector* line = half + (i * Patch);
                TVector a = line[0], b = line[1], c = line[2], d = line[3], e = line[4], f = line[5];
                Winograd.TransformPixels<TSimd, TVector>(ref a, ref b, ref c, ref d, ref e, ref f);
                TSimd.Store(next, a);
                TSimd.Store(next + stride, b);
                TSimd.Store(next + (2 * stride), c);
                TSimd.Store(next + (3 * stride), d);
                TSimd.Store(next + (4 * stride), e);
                TSimd.Store(next + (5 * stride), f);
            }
        }
    }
}
