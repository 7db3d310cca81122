using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Convolution;

/// <summary>Transforms the pixels that tiles read; an item is a tile. There are at least as many channels as a vector has elements; where they are no whole vectors, some are transformed twice.</summary>
/// <typeparam name="TForm">The size of the tiles.</typeparam>
/// <param name="tiles">The tiles.</param>
/// <param name="input">The pictures, without padding.</param>
/// <param name="zeros">As many zeros as there are channels: what lies beyond a picture.</param>
/// <param name="target">The matrices.</param>
internal readonly unsafe struct WinogradInputWork<TForm>(WinogradTiles tiles, float* input, float* zeros, float* target) : IRangeWork
    where TForm : struct, IWinogradForm
{
    private const int PieceElements = 4096;

    /// <summary>The items that are worth a turn of a thread.</summary>
    public int PieceLength => Math.Max(1, PieceElements / tiles.Shape.InputChannels);

    /// <inheritdoc/>
    public void Execute(int start, int end)
    {
        float** patch = stackalloc float*[Winograd.LargestPatch * Winograd.LargestPatch];
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
        for (int i = 0; i < TForm.Patch; i++, patch += TForm.Patch)
        {
            int row = top + i;
            bool isInside = (uint)row < (uint)shape.Height.Input;
            float* pixel = input + ((((((nint)image * shape.Height.Input) + row) * shape.Width.Input) + left) * shape.InputChannels);
            for (int j = 0; j < TForm.Patch; j++, pixel += shape.InputChannels)
            {
                patch[j] = isInside && (uint)(left + j) < (uint)shape.Width.Input ? pixel : zeros;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Transform<TSimd, TVector>(float** patch, float* row)
        where TSimd : struct, ISimd<TVector, float>
        where TVector : unmanaged
    {
        int channels = tiles.Shape.InputChannels;
        nint stride = (nint)Winograd.Stride(tiles.Count, channels);
        var half = stackalloc TVector[Winograd.LargestPatch * Winograd.LargestPatch];
        for (int channel = 0; channel < channels; channel += TSimd.Lanes)
        {
            channel = Math.Min(channel, channels - TSimd.Lanes);
            for (int i = 0; i < TForm.Patch; i++)
            {
                float** from = patch + i;
                TVector a = TSimd.Load(from[0] + channel), b = TSimd.Load(from[TForm.Patch] + channel), c = TSimd.Load(from[2 * TForm.Patch] + channel), d = TSimd.Load(from[3 * TForm.Patch] + channel);
                TVector e = TForm.Patch > 4 ? TSimd.Load(from[4 * TForm.Patch] + channel) : d, f = TForm.Patch > 5 ? TSimd.Load(from[5 * TForm.Patch] + channel) : d;
                TForm.TransformPixels<TSimd, TVector>(ref a, ref b, ref c, ref d, ref e, ref f);
                TVector* to = half + i;
                to[0] = a;
                to[TForm.Patch] = b;
                to[2 * TForm.Patch] = c;
                to[3 * TForm.Patch] = d;
                if (TForm.Patch > 4)
                {
                    to[4 * TForm.Patch] = e;
                    to[5 * TForm.Patch] = f;
                }
            }

            float* next = row + channel;
            for (int i = 0; i < TForm.Patch; i++, next += TForm.Patch * stride)
            {
                TVector* line = half + (i * TForm.Patch);
                TVector a = line[0], b = line[1], c = line[2], d = line[3], e = TForm.Patch > 4 ? line[4] : d, f = TForm.Patch > 5 ? line[5] : d;
                TForm.TransformPixels<TSimd, TVector>(ref a, ref b, ref c, ref d, ref e, ref f);
                TSimd.Store(next, a);
                TSimd.Store(next + stride, b);
                TSimd.Store(next + (2 * stride), c);
                TSimd.Store(next + (3 * stride), d);
                if (TForm.Patch > 4)
                {
                    TSimd.Store(next + (4 * stride), e);
                    TSimd.Store(next + (5 * stride), f);
                }
            }
        }
    }
}
