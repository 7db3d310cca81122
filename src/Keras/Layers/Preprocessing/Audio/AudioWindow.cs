using TypedModels.Formats;
using TypedModels.Formats.Json;

namespace TypedModels.Keras.Layers.Preprocessing.Audio;

/// <summary>How much each sample of a stretch counts.</summary>
internal static class AudioWindow
{
    /// <summary>The window that a configuration names (<c>tf.signal.hann_window</c>, <c>hamming_window</c>) or lists; ones where there is none.</summary>
    /// <exception cref="ModelFormatException">It is another one.</exception>
    public static IReadOnlyList<double> Of(LayerConfig config, int length)
    {
        if (config["window"] is { Kind: not JsonKind.Text })
        {
            return NumberArray.Find(config, "window") is { Lengths: [var count] } given && count == length ? given.Elements : throw config.Wrong("window", $"{length} numbers");
        }

        if (length == 1 || (config.Has("window") && config["window"] is null))
        {
            return [.. Enumerable.Repeat(1.0, length)];
        }

        double middle = config.Word("window", "hann", "hann", "hamming") == "hann" ? 0.5 : 0.54;

        // The window goes on periodically, which TensorFlow makes of even lengths alone.
        double period = length % 2 == 0 ? length : length - 1;
        return [.. Enumerable.Range(0, length).Select(i => middle - ((1 - middle) * Math.Cos(2 * Math.PI * i / period)))];
    }
}
