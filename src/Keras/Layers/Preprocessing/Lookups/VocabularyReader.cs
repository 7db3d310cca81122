using System.Globalization;
using System.Text;
using TypedModels.Formats;
using TypedModels.Formats.Json;
using TypedModels.Formats.Keras;

namespace TypedModels.Keras.Layers.Preprocessing.Lookups;

/// <summary>Reads the vocabulary of a layer: its configuration's, or else the file that it was saved with.</summary>
/// <remarks>
/// <para>A vocabulary that was given to the layer's constructor is in the configuration, and then no file is written. One that was adapted, or set later, is the file <c>vocabulary.txt</c> of an archive, in
/// <c>assets/layers/&lt;group&gt;/</c> (of a TextVectorization there and again in its <c>_lookup_layer</c>): a token in each line, the special ones first, no line end after the last; whole numbers as digits. A token with a line end
/// in it is two for Keras too.</para>
/// <para>HDF5 files have no place for it: tf.keras 2 refuses to save such a layer, and Keras 3 leaves the vocabulary out.</para>
/// </remarks>
internal static class VocabularyReader
{
    private const string FileName = "vocabulary.txt";

    /// <summary>Reads the vocabulary.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="settings">What it says of lookups.</param>
    /// <param name="places">Whose file it may be.</param>
    /// <exception cref="ModelFormatException">There is none, or Keras would refuse it.</exception>
    public static Vocabulary Read(LayerConfig config, LookupSettings settings, params LayerWeights[] places) => Vocabulary.Of(OfConfig(config, settings) ?? OfFile(config, settings, places), settings);

    private static string[]? OfConfig(LayerConfig config, LookupSettings settings)
    {
        // The text is a path, whose file the model does not bring along unless it is an asset.
        if (config["vocabulary"] is not { } value || value.Kind == JsonKind.Text)
        {
            return null;
        }

        var list = value["config"]?["value"] ?? value;
        return list.Kind == JsonKind.List
            ? [.. list.Items.Select(item => LookupSettings.TokenOf(item, settings.IsText) ?? throw config.Wrong("vocabulary", settings.IsText ? "a list of texts" : "a list of whole numbers"))]
            : throw config.Wrong("vocabulary", "a list");
    }

    private static string[] OfFile(LayerConfig config, LookupSettings settings, LayerWeights[] places)
    {
        byte[] bytes = places.Select(place => config.Factory.Assets.Read(place, FileName)).FirstOrDefault(found => found is not null) ?? throw Missing(config);
        var lines = Lines(bytes).ToList();
        while (lines.Count > 0 && lines[lines.Count - 1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return settings.IsText ? [.. lines] : [.. lines.Select(WholeNumber)];
    }

    // Python's text files: a line ends with \n, \r\n or \r.
    private static string[] Lines(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes).Replace("\r\n", "\n").Replace('\r', '\n').Split('\n');
        }
        catch (ArgumentException)
        {
            throw KerasFault.Unsupported($"its {FileName} is not UTF-8, as when Python wrote it in the code page of a Windows", "Save the model again with PYTHONUTF8=1 set");
        }
    }

    private static string WholeNumber(string line) => long.TryParse(line.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
        ? LookupSettings.TokenOf(number)
        : throw KerasFault.Damaged($"its {FileName} has the line '{line}', and whole numbers were expected");

    private static ModelFormatException Missing(LayerConfig config) => KerasFault.Unsupported(
        config["vocabulary"] is { } path ? $"its vocabulary is the file {path}, which is not part of the model" : "its vocabulary is not in the file: Keras saves those of adapted layers in .keras archives, and leaves them out of HDF5 files and of JSON",
        "Save the model as a .keras archive; or give the layer vocabulary=layer.get_vocabulary() when it is made, and save the model again");
}
