using System.Runtime.Intrinsics;
using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Convolution;

/// <summary>Shifts, scales and shifts each channel: (x + shift) · factor + offset; then a function. An item is a pixel where the channels lie together, else a channel of a picture.</summary>
/// <param name="input">The pictures.</param>
/// <param name="result">The result, which may be the pictures.</param>
/// <param name="shift">What is added first, for each channel.</param>
/// <param name="factor">What it is multiplied by.</param>
/// <param name="offset">What is added then.</param>
/// <param name="channels">The number of channels.</param>
/// <param name="after">How many elements of a channel lie together.</param>
/// <param name="activation">What comes last.</param>
internal readonly unsafe struct ChannelScaleWork(float* input, float* result, float* shift, float* factor, float* offset, int channels, int after, Activation activation) : IRangeWork
{
    private const int PieceElements = 16_384;

    /// <summary>The items that are worth a turn of a thread.</summary>
    public int PieceLength => Math.Max(1, PieceElements / Math.Max(1, after == 1 ? channels : after));

    /// <inheritdoc/>
    public void Execute(int start, int end)
    {
        int length = after == 1 ? channels : after;
        if (Vector512.IsHardwareAccelerated)
        {
            Lines<Simd512<float>, Vector512<float>>(start, end, length);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Lines<Simd256<float>, Vector256<float>>(start, end, length);
        }
        else
        {
            Lines<Simd128<float>, Vector128<float>>(start, end, length);
        }

        if (activation.Kind > ActivationKind.Clamp)
        {
            Activations.Apply(activation, new Span<float>(result + ((nint)start * length), (end - start) * length));
        }
    }

    private void Lines<TSimd, TVector>(int start, int end, int length)
        where TSimd : struct, ISimd<TVector, float>
        where TVector : unmanaged
    {
        bool isClamped = activation.Kind == ActivationKind.Clamp;
        TVector low = TSimd.Broadcast(activation.Low), high = TSimd.Broadcast(activation.High);
        for (int line = start; line < end; line++)
        {
            float* from = input + ((nint)line * length);
            float* to = result + ((nint)line * length);
            int channel = line % channels;
            TVector add = TSimd.Broadcast(shift[channel]), times = TSimd.Broadcast(factor[channel]), then = TSimd.Broadcast(offset[channel]);
            for (int i = 0; i < length; i += TSimd.Lanes)
            {
                int rest = length - i;
                bool isWhole = rest >= TSimd.Lanes;
                if (after == 1)
                {
                    add = isWhole ? TSimd.Load(shift + i) : TSimd.LoadFirst(shift + i, rest);
                    times = isWhole ? TSimd.Load(factor + i) : TSimd.LoadFirst(factor + i, rest);
                    then = isWhole ? TSimd.Load(offset + i) : TSimd.LoadFirst(offset + i, rest);
                }

                TVector value = TSimd.MultiplyAdd(TSimd.Add(isWhole ? TSimd.Load(from + i) : TSimd.LoadFirst(from + i, rest), add), times, then);
                value = isClamped ? TSimd.Min(high, TSimd.Max(low, value)) : value;
                if (isWhole)
                {
                    TSimd.Store(to + i, value);
                }
                else
                {
                    TSimd.StoreFirst(to + i, value, rest);
                }
            }
        }
    }
}
