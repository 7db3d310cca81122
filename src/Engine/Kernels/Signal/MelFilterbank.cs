namespace TypedModels.Engine.Kernels.Signal;

/// <summary>Triangular filters that stand at equal distances on the mel scale, over the bins of a spectrum.</summary>
internal readonly ref struct MelFilterbank
{
    private readonly Span<double> _weights;
    private readonly Span<int> _bands;
    private readonly int _start;
    private readonly int _end;

    /// <summary>Works out the filters.</summary>
    /// <exception cref="OperationException">There are none.</exception>
    public MelFilterbank(KernelContext context, int bins, double sampleRate, int channels, double lower, double upper)
    {
        if (bins < 2 || !(sampleRate > 0) || channels < 1 || !(lower >= 0) || !(upper > lower))
        {
            throw OperationException.InvalidArgument(
                $"Mfcc initialization failed: {bins} bins at {sampleRate} Hz, {channels} filters from {lower} to {upper} Hz; at least 2 bins, one filter, and rising frequencies are needed.");
        }

        double low = Mel(lower);
        double spacing = (Mel(upper) - low) / (channels + 1.0);
        var centers = context.Scratch<double>(checked(channels + 1));
        for (int i = 0; i < centers.Length; i++)
        {
            centers[i] = low + spacing * (i + 1);
        }

        double hertz = 0.5 * sampleRate / (bins - 1);
        _start = (int)Math.Min(1.5 + lower / hertz, int.MaxValue);
        _end = (int)Math.Min(upper / hertz, int.MaxValue);
        if (_end >= bins)
        {
            return;
        }

        _weights = context.Scratch<double>(bins);
        _bands = context.Scratch<int>(bins);
        int channel = 0;
        for (int i = _start; i <= _end; i++)
        {
            double mel = Mel(i * hertz);
            while (channel < channels && centers[channel] < mel)
            {
                channel++;
            }

            int band = channel - 1;
            _bands[i] = band;
            _weights[i] = band >= 0 ? (centers[band + 1] - mel) / (centers[band + 1] - centers[band]) : (centers[0] - mel) / (centers[0] - low);
        }
    }

    /// <summary>Whether the filters lie within the spectrum; others give nothing.</summary>
    public bool Fits => !_weights.IsEmpty;

    /// <summary>The energy under each filter.</summary>
    /// <param name="spectrum">Squared magnitudes.</param>
    /// <param name="energies">One for each filter.</param>
    public void Compute(ReadOnlySpan<float> spectrum, Span<double> energies)
    {
        energies.Clear();
        for (int i = _start; i <= _end; i++)
        {
            double value = Math.Sqrt(spectrum[i]);
            double weighted = value * _weights[i];
            int band = _bands[i];
            if (band >= 0)
            {
                energies[band] += weighted;
            }

            if (band + 1 < energies.Length)
            {
                energies[band + 1] += value - weighted;
            }
        }
    }

    private static double Mel(double frequency) => 1127 * Math.Log(1 + frequency / 700);
}
