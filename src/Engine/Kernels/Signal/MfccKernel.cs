using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Signal;

/// <summary>Mfcc: the cosine transform of the logarithms of mel energies, for each spectrum.</summary>
internal sealed class MfccKernel(float lower, float upper, int filters, int coefficients) : Kernel
{
    private const double LeastEnergy = 1e-12;

    public override void Run(KernelContext context)
    {
        var spectrogram = context.Input(0);
        var rate = context.Input(1);
        if (spectrogram.Rank != 3)
        {
            throw OperationException.InvalidArgument($"spectrogram must be 3-dimensional, got shape {spectrogram.Shape}");
        }

        if (rate.Count != 1)
        {
            throw OperationException.InvalidArgument($"Input sample_rate should have exactly one element, got shape {rate.Shape}");
        }

        if (coefficients < 1 || filters < 1 || coefficients > filters)
        {
            throw OperationException.InvalidArgument($"dct_coefficient_count must be from 1 to filterbank_channel_count {filters}, got {coefficients}");
        }

        int bins = spectrogram[2];
        var bank = new MelFilterbank(context, bins, rate.Span<int>()[0], filters, lower, upper);
        var cosines = context.Scratch<double>(checked(coefficients * filters));
        double norm = Math.Sqrt(2.0 / filters);
        for (int i = 0; i < cosines.Length; i++)
        {
            cosines[i] = norm * Math.Cos(i / filters * (Math.PI / filters) * (i % filters + 0.5));
        }

        var output = context.Output(0, new Shape([spectrogram[0], spectrogram[1], coefficients]));
        var energies = context.Scratch<double>(filters);
        var target = output.WritableSpan<float>();
        if (!bank.Fits)
        {
            target.Clear();
            return;
        }

        for (int i = 0; i < spectrogram[0] * spectrogram[1]; i++)
        {
            context.ThrowIfCancelled();
            bank.Compute(spectrogram.Span<float>().Slice(i * bins, bins), energies);
            for (int c = 0; c < filters; c++)
            {
                energies[c] = Math.Log(energies[c] < LeastEnergy ? LeastEnergy : energies[c]);
            }

            for (int k = 0; k < coefficients; k++)
            {
                target[i * coefficients + k] = (float)System.Numerics.Tensors.TensorPrimitives.Dot(cosines.Slice(k * filters, filters), energies);
            }
        }
    }
}
