namespace TypedModels.Keras.Layers.Preprocessing.Audio;

/// <summary>How much of each frequency goes into each band of the mel scale: triangles that overlap by half (<c>MelSpectrogram.linear_to_mel_weight_matrix</c>, after HTK).</summary>
internal static class MelFilters
{
    private const double BreakFrequency = 700, HighFrequency = 1127;

    /// <summary>The weights, <c>[frequencies, bands]</c>, row by row.</summary>
    /// <param name="frequencies">The number of frequencies, from 0 to half the sampling rate.</param>
    /// <param name="bands">The number of bands.</param>
    /// <param name="samplingRate">Samples per second.</param>
    /// <param name="least">Where the lowest band begins, in hertz.</param>
    /// <param name="most">Where the highest band ends, in hertz.</param>
    public static double[] Of(int frequencies, int bands, double samplingRate, double least, double most)
    {
        var (first, last) = (ToMel(least), ToMel(most));
        double step = (last - first) / (bands + 1);
        var weights = new double[frequencies * bands];

        // The frequency 0 is in no band.
        for (int i = 1; i < frequencies; i++)
        {
            double mel = ToMel(samplingRate / 2 * i / (frequencies - 1));
            for (int band = 0; band < bands; band++)
            {
                double middle = first + (step * (band + 1));
                weights[(i * bands) + band] = Math.Max(0, 1 - (Math.Abs(mel - middle) / step));
            }
        }

        return weights;
    }

    private static double ToMel(double hertz) => HighFrequency * Math.Log(1 + (hertz / BreakFrequency));
}
