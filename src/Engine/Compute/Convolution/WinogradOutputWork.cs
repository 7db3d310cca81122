using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Convolution;

/// <summary>Transforms products back to results, and does what comes behind these; an item is a tile. There are at least as many channels as a vector has elements.</summary>
/// <typeparam name="TForm">The size of the tiles.</typeparam>
/// <param name="tiles">The tiles.</param>
/// <param name="products">The matrices.</param>
/// <param name="bias">What is added to each pixel, or null.</param>
/// <param name="addend">What is added to the result, of its shape and not in its place, or null.</param>
/// <param name="end">What comes last.</param>
/// <param name="output">The result.</param>
internal readonly unsafe struct WinogradOutputWork<TForm>(WinogradTiles tiles, float* products, float* bias, float* addend, ProductEnd<float> end, float* output) : IRangeWork
    where TForm : struct, IWinogradForm
{
    private const int PieceElements = 4096;
    private const int MostSide = 4;

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
        var (image, row, column) = tiles.Place(tile);
        int channels = tiles.Shape.OutputChannels, height = tiles.Shape.Height.Output, width = tiles.Shape.Width.Output;
        int rows = Math.Min(TForm.Side, height - row), columns = Math.Min(TForm.Side, width - column);
        nint stride = (nint)Winograd.Stride(tiles.Count, channels), offset = (((((nint)image * height) + row) * width) + column) * channels, lineLength = (nint)width * channels;
        bool isClamped = end.Activation.Kind == ActivationKind.Clamp;
        TVector low = TSimd.Broadcast(end.Activation.Low), high = TSimd.Broadcast(end.Activation.High);
        var half = stackalloc TVector[MostSide * Winograd.LargestPatch];
        var line = stackalloc TVector[MostSide];
        for (int channel = 0; channel < channels; channel += TSimd.Lanes)
        {
            channel = Math.Min(channel, channels - TSimd.Lanes);
            float* next = products + ((nint)tile * channels) + channel;
            nint down = TForm.Patch * stride;
            for (int i = 0; i < TForm.Patch; i++, next += stride)
            {
                float* further = next + (3 * down);
                TVector a = TSimd.Load(next), b = TSimd.Load(next + down), c = TSimd.Load(next + (2 * down)), d = TSimd.Load(further);
                TForm.TransformResults<TSimd, TVector>(ref a, ref b, ref c, ref d, TForm.Patch > 4 ? TSimd.Load(further + down) : d, TForm.Patch > 5 ? TSimd.Load(further + (2 * down)) : d);
                half[i] = a;
                half[i + TForm.Patch] = b;
                if (TForm.Side > 2)
                {
                    half[i + (2 * TForm.Patch)] = c;
                    half[i + (3 * TForm.Patch)] = d;
                }
            }

            TVector shift = bias is null ? default : TSimd.Load(bias + channel);
            for (int i = 0; i < rows; i++)
            {
                TVector* from = half + (i * TForm.Patch);
                TVector a = from[0], b = from[1], c = from[2], d = from[3];
                TForm.TransformResults<TSimd, TVector>(ref a, ref b, ref c, ref d, TForm.Patch > 4 ? from[4] : d, TForm.Patch > 5 ? from[5] : d);
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
