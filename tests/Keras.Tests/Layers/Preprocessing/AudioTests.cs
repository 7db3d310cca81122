using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Preprocessing;

/// <summary><c>MelSpectrogram</c> and <c>STFTSpectrogram</c>.</summary>
public sealed class AudioTests
{
    [Theory]
    [InlineData("null, 40", "\"power_to_db\": false")]
    [InlineData("null, null", "\"power_to_db\": false, \"window\": \"hamming\", \"sequence_length\": 12, \"mag_exp\": 1")]
    [InlineData("null, 40", "\"power_to_db\": true, \"top_db\": 20, \"ref_power\": 2")]
    public void SoundsAreDividedIntoBands(string shape, string config)
    {
        const int Length = 16, Stride = 5, Bands = 4, Rate = 8000;

        var input = Numbers.Random(1, 2, 40);
        int counted = config.Contains("sequence") ? 12 : Length;
        int stretches = 1 + ((40 + Length - Length) / Stride);
        double middle = config.Contains("hamming") ? 0.54 : 0.5;
        double Mel(double hertz) => 1127 * Math.Log(1 + (hertz / 700));
        double Sample(int row, int place) => input[row, place < 0 ? -place : place >= 40 ? 78 - place : place];
        var power = Numbers.Make([2, Bands, stretches], at =>
        {
            double sum = 0;
            for (int k = 1; k <= Length / 2; k++)
            {
                double real = 0, imaginary = 0;
                for (int i = 0; i < counted; i++)
                {
                    int place = i + ((Length - counted) / 2);
                    double value = Sample(at[0], (at[2] * Stride) + place - (Length / 2)) * (middle - ((1 - middle) * Math.Cos(2 * Math.PI * i / counted)));
                    real += value * Math.Cos(2 * Math.PI * k * place / Length);
                    imaginary -= value * Math.Sin(2 * Math.PI * k * place / Length);
                }

                double step = (Mel(3500) - Mel(50)) / (Bands + 1);
                double edge = Mel(50) + (step * at[1]);
                double mel = Mel(Rate / 2.0 * k / (Length / 2));
                double weight = Math.Max(0, Math.Min((mel - edge) / step, (edge + (2 * step) - mel) / step));
                sum += weight * Math.Pow(Math.Sqrt((real * real) + (imaginary * imaginary)), config.Contains("mag_exp") ? 1 : 2);
            }

            return sum;
        });
        var decibel = power.Map(value => 10 * (Math.Log10(Math.Max(value, 1e-10)) - Math.Log10(2)));
        double loudest = decibel.Elements.Max();
        KerasModel.OfLayer("MelSpectrogram", $"\"fft_length\": {Length}, \"sequence_stride\": {Stride}, \"num_mel_bins\": {Bands}, \"sampling_rate\": {Rate}, \"min_freq\": 50, \"max_freq\": 3500, {config}", shape)
            .AssertGives(config.Contains("top_db") ? decibel.Map(value => Math.Max(value, loudest - 20)) : power, input);
    }

    [Theory]
    [InlineData("real", "null, 20, 2", false)]
    [InlineData("imag", "null, null, 2", true)]
    [InlineData("stft", "null, 20, 2", false)]
    [InlineData("psd", "null, 20, 2", true)]
    [InlineData("magnitude", "null, 20, 2", false)]
    [InlineData("log", "null, null, 2", true)]
    [InlineData("angle", "null, 20, 2", false)]
    public void SoundsAreMultipliedWithKernels(string mode, string shape, bool expands)
    {
        const int Frame = 6, Step = 3, Frequencies = 5, Stretches = 5;

        var input = Numbers.Random(2, 2, 20, 2);
        var model = KerasModel.OfLayer("STFTSpectrogram", $"\"mode\": \"{mode}\", \"frame_length\": {Frame}, \"expand_dims\": {(expands ? "true" : "false")}", shape);
        Assert.Equal(mode is "real" ? ["layer/real_kernel"] : mode is "imag" ? ["layer/imag_kernel"] : (string[])["layer/real_kernel", "layer/imag_kernel"], model.Weights.Keys);
        double Part(string name, int row, int stretch, int frequency, int channel) =>
            Enumerable.Range(0, Frame).Sum(i => input[row, (stretch * Step) + i, channel] * model.Weights["layer/" + name][i, 0, frequency]);
        double Value(int row, int stretch, int frequency, int channel)
        {
            if (mode is "real" or "imag" or "stft")
            {
                return Part(mode == "imag" || frequency >= Frequencies ? "imag_kernel" : "real_kernel", row, stretch, frequency % Frequencies, channel);
            }

            var (real, imaginary) = (Part("real_kernel", row, stretch, frequency, channel), Part("imag_kernel", row, stretch, frequency, channel));
            double power = (real * real) + (imaginary * imaginary);
            return mode switch
            {
                "angle" => Math.Atan2(imaginary, real),
                "psd" => power * (frequency is 0 or Frequencies - 1 ? 1 : 2),
                "magnitude" => Math.Sqrt(Math.Max(power, 1e-7)),
                _ => Math.Log(Math.Sqrt(Math.Max(power, 1e-7))),
            };
        }

        int count = mode == "stft" ? 2 * Frequencies : Frequencies;
        model.AssertGives(
            expands ? Numbers.Make([2, Stretches, count, 2], at => Value(at[0], at[1], at[2], at[3])) : Numbers.Make([2, Stretches, 2 * count], at => Value(at[0], at[1], at[2] % count, at[2] / count)),
            input);
    }

    [Theory]
    [InlineData("MelSpectrogram", "\"fft_length\": 0")]
    [InlineData("MelSpectrogram", "\"fft_length\": 2147483647, \"num_mel_bins\": 2147483647")]
    [InlineData("MelSpectrogram", "\"fft_length\": 8, \"sequence_length\": 9")]
    [InlineData("MelSpectrogram", "\"window\": \"best\"")]
    [InlineData("MelSpectrogram", "\"window\": [1, 2]")]
    [InlineData("STFTSpectrogram", "\"mode\": \"best\"")]
    [InlineData("STFTSpectrogram", "\"frame_length\": 2147483647, \"fft_length\": 4")]
    [InlineData("STFTSpectrogram", "\"frame_length\": 4, \"frame_step\": 5")]
    [InlineData("STFTSpectrogram", "\"frame_length\": 2147483647")]
    public void AbsurdConfigurationsAreRefused(string className, string config) => Refusals.AssertRefused(className, config, "null, 40, 2, 2");
}
