using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Convolution;

/// <summary>Transforms products back to results, and does what comes behind these; an item is a tile. There are at least as many channels as a vector has elements.</summary>
/// <param name="tiles">The tiles.</param>
/// <param name="products">The matrices.</param>
/// <param name="bias">What is added to each pixel, or null.</param>
/// <param name="addend">What is added to the result, of its shape and not in its place, or null.</param>
/// <param name="end">What comes last.</param>
/// <param name="output">The result.</param>
internal readonly unsafe struct WinogradOutputWork(WinogradTiles tiles, float* products, float* bias, float* addend, ProductEnd<float> end, float* output) : IRangeWork
{
    private const int PieceElements = 4096;

    /// <summary>The items that are worth a turn of a thread.</summary>
    public int PieceLength => Math.Max(1, PieceElements / tiles.Shape.OutputChannels);

    /// <inheritdoc/>
    public void Execute(int start, int end)
    {
        for (int tile = start; tile < end; tile++)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                Transform<Simd512<float>, Vector512<float>>(tile);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                Transform<Simd256<float>, Vector256<float>>(tile);
            }
            else
            {
                Transform<Simd128<float>, Vector128<float>>(tile);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Transform<TSimd, TVector>(int tile)
        where TSimd : struct, ISimd<TVector, float>
        where TVector : unmanaged
    {
        const int Patch = Winograd.Patch, Tile = Winograd.Tile;
        var (image, row, column) = tiles.Place(tile);
        int channels = tiles.Shape.OutputChannels, height = tiles.Shape.Height.Output, width = tiles.Shape.Width.Output;
        int rows = Math.Min(Tile, height - row), columns = Math.Min(Tile, width - column);
        nint stride = (nint)Winograd.Stride(tiles.Count, channels), offset = (((((nint)image * height) + row) * width) + column) * channels, lineLength = (nint)width * channels;
        bool isClamped = end.Activation.Kind == ActivationKind.Clamp;
        TVector low = TSimd.Broadcast(end.Activation.Low), high = TSimd.Broadcast(end.Activation.High);
        var half = stackalloc TVector[Tile * Patch];
        var line = stackalloc TVector[Tile];
        for (int channel = 0; channel < channels; channel += TSimd.Lanes)
        {
            channel = Math.Min(channel, channels - TSimd.Lanes);
            float* next = products + ((nint)tile * channels) + channel;
            for (int i = 0; i < Patch; i++, next += stride)
            {
                float* further = next + (3 * Patch * stride);
                TVector a = TSimd.Load(next), b = TSimd.Load(next + (Patch * stride)), c = TSimd.Load(next + (2 * Patch * stride)), d = TSimd.Load(further);
                Winograd.TransformResults<TSimd, TVector>(ref a, ref b, ref c, ref d, TSimd.Load(further + (Patch * stride)), TSimd.Load(further + (2 * Patch * stride)));
                half[i] = a;
                half[i + Patch] = b;
                half[i + (2 * Patch)] = c;
                half[i + (3 * Patch)] = d;
            }

            TVector shift = bias is null ? default : TSimd.Load(bias + channel);
            for (int i = 0; i < rows; i++)
            {
                TVector* from = half + (i * Patch);
                TVector a = from[0], b = from[1], c = from[2], d = from[3];
                Winograd.TransformResults<TSimd, TVector>(ref a, ref b, ref c, ref d, from[4], from[5]);
                line[0] = a;
                line[1] = b;
                line[2] = c;
                line[3] = d;
                nint place = offset + (i * lineLength) + channel;
                for (int j = 0; j < columns; j++, place += channels)
                {
                    TVector value = TSimd.Add(line[j], shift);
                    value = addend is null ? value : TSimd.Add(value, TSimd.Load(addend + place));
                    TSimd.Store(output + place, isClamped ? TSimd.Min(high, TSimd.Max(low, value)) : value);
                }
            }
        }

        for (int i = 0; i < rows && !end.IsDone; i++)
        {
            end.Apply<TSimd, TVector>(output + offset + (i * lineLength), channels, columns, channels, 0);
        }
    }
}
