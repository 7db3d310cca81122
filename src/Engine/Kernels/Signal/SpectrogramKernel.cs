using System.Numerics;
using TypedModels.Engine.Compute.Fourier;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Signal;

/// <summary>AudioSpectrogram: magnitudes of short pieces of sound under a Hann window, for each channel.</summary>
internal sealed class SpectrogramKernel(int window, int stride, bool squared) : Kernel
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        if (window < 2 || stride < 1 || window > FourierPlan.LargestLength)
        {
            throw OperationException.InvalidArgument($"Spectrogram initialization failed for window size {window} and stride {stride}");
        }

        if (input.Rank != 2)
        {
            throw OperationException.InvalidArgument($"input must be 2-dimensional, got shape {input.Shape}");
        }

        var (samples, channels) = (input[0], input[1]);
        int length = (int)BitOperations.RoundUpToPowerOf2((uint)window);
        int slices = samples < window ? 0 : 1 + (samples - window) / stride;
        int bins = length / 2 + 1;
        var output = context.Output(0, new Shape([channels, slices, bins]));
        if (output.Count == 0)
        {
            return;
        }

        var target = output.WritableSpan<float>();
        var weights = context.Scratch<double>(window);
        for (int i = 0; i < window; i++)
        {
            weights[i] = 0.5 - 0.5 * Math.Cos(2 * Math.PI * i / window);
        }

        var plan = FourierPlan.Create(length);
        var block = context.Scratch<Complex>(length);
        var scratch = context.Scratch<Complex>(plan.ScratchLength);
        for (int piece = 0; piece < channels * slices; piece++)
        {
            context.ThrowIfCancelled();
            var (channel, slice) = (piece / slices, piece % slices);
            block.Clear();
            for (int i = 0; i < window; i++)
            {
                block[i] = weights[i] * input.Span<float>()[(slice * stride + i) * channels + channel];
            }

            plan.Forward(block, scratch);
            for (int bin = 0; bin < bins; bin++)
            {
                double square = block[bin].Real * block[bin].Real + block[bin].Imaginary * block[bin].Imaginary;
                target[piece * bins + bin] = (float)(squared ? square : Math.Sqrt(square));
            }
        }
    }
}
