using System.Globalization;
using TypedModels.Formats;
using TypedModels.Formats.Json;
using TypedModels.Formats.Keras;

namespace TypedModels.Keras.Layers.Preprocessing.Lookups;

/// <summary>What a layer that looks tokens up says in its configuration (<c>keras/src/layers/preprocessing/index_lookup.py</c>). Tokens are written as texts, whole numbers too.</summary>
internal sealed record LookupSettings
{
    /// <summary>Whether the tokens are texts; else whole numbers.</summary>
    public required bool IsText { get; init; }

    /// <summary>Whether numbers are turned into tokens.</summary>
    public bool Inverts { get; init; }

    /// <summary>How the numbers are encoded.</summary>
    public required string Mode { get; init; }

    /// <summary>The number of places for tokens that are not in the vocabulary.</summary>
    public int OtherCount { get; init; } = 1;

    /// <summary>The token for them, or null.</summary>
    public string? OtherToken { get; init; }

    /// <summary>The token that stands for no token, or null.</summary>
    public string? MaskToken { get; init; }

    /// <summary>The most tokens that there may be; null where there is no limit.</summary>
    public int? MostTokens { get; init; }

    /// <summary>Whether encoded numbers have as many places as there may be tokens.</summary>
    public bool IsPadded { get; init; }

    /// <summary>Whether whole numbers that are not in the vocabulary are hashed as texts.</summary>
    public bool HashesIntegers { get; init; }

    /// <summary>The salt of hashes, or null.</summary>
    public long[]? Salt { get; init; }

    /// <summary>The type of the numbers that it gives, or of the whole numbers that are its tokens.</summary>
    public DataType OutputType { get; init; } = DataType.Int64;

    /// <summary>The number of the first token that is not in the vocabulary: tokens for no token come before, where numbers are given.</summary>
    public int OtherStart => MaskToken is not null && Mode == "int" ? 1 : 0;

    /// <summary>The number of the vocabulary's first token.</summary>
    public long TokenStart => (long)OtherStart + OtherCount;

    /// <summary>The settings of a <c>StringLookup</c> or an <c>IntegerLookup</c>.</summary>
    /// <exception cref="ModelFormatException">They contradict each other.</exception>
    public static LookupSettings Of(LayerConfig config, bool isText)
    {
        var settings = Common(config, isText, OutputTypes.Mode(config, "int", "int", "one_hot", "multi_hot", "count", "tf_idf")) with
        {
            Inverts = config.Flag("invert", false),
            OtherCount = config.Integer("num_oov_indices", 1),
            OtherToken = TokenOf(config, isText, "oov_token", "oov_value", isText ? "[UNK]" : "-1"),
            MaskToken = TokenOf(config, isText, "mask_token", "mask_value", null),
            HashesIntegers = config.Word("oov_method", "floormod", "floormod", "farmhash") == "farmhash",
            Salt = TextHash.SaltOf(config),
            OutputType = OutputTypeOf(config, isText),
        };
        return settings.OtherCount < 0 ? throw config.Wrong("num_oov_indices", "a number that is not below 0")
            : settings.Inverts && settings.Mode != "int" ? throw config.Wrong("output_mode", "int, as it inverts,")
            : settings.Inverts && settings.OtherToken is null ? throw config.Wrong("oov_token", "a token, as it inverts,")
            : settings;
    }

    /// <summary>The settings of what a <c>TextVectorization</c> looks its words up with.</summary>
    /// <exception cref="ModelFormatException">They contradict each other.</exception>
    public static LookupSettings OfWords(LayerConfig config) =>
        Common(config, true, OutputTypes.Mode(config, "int", "int", "one_hot", "multi_hot", "count", "tf_idf")) with { OtherToken = "[UNK]", MaskToken = "" };

    /// <summary>A whole number as tokens are written.</summary>
    public static string TokenOf(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A token that a configuration holds; null where it is none.</summary>
    public static string? TokenOf(JsonValue value, bool isText) => value["config"]?["value"] is { } inner ? TokenOf(inner, isText)
        : isText ? value.Kind == JsonKind.Text ? value.Text : null
        : value.Integer is { } number ? TokenOf(number) : null;

    private static LookupSettings Common(LayerConfig config, bool isText, string mode)
    {
        // max_values is what tf.keras 2.5 and before call it.
        string most = config["max_tokens"] is null && config["max_values"] is not null ? "max_values" : "max_tokens";
        var settings = new LookupSettings
        {
            IsText = isText,
            Mode = mode,
            MostTokens = config[most] is null ? null : config.Integer(most),
            IsPadded = config.Flag("pad_to_max_tokens", false),
        };
        return settings.MostTokens <= 1 || (settings.IsPadded && settings.MostTokens is null) ? throw config.Wrong(most, "a number above 1") : settings;
    }

    private static string? TokenOf(LayerConfig config, bool isText, string name, string oldName, string? byDefault)
    {
        string written = config.Has(name) || !config.Has(oldName) ? name : oldName;
        return config[written] is { } value ? TokenOf(value, isText) ?? throw config.Wrong(written, isText ? "a text" : "a whole number") : config.Has(written) ? null : byDefault;
    }

    // Keras 3 has no other type than int64; of Keras 2 numbers are of the policy's, and tokens of vocabulary_dtype.
    private static DataType OutputTypeOf(LayerConfig config, bool isText)
    {
        if (config.Generation == KerasGeneration.Keras3)
        {
            return DataType.Int64;
        }

        return config.Flag("invert", false) && !isText && DataTypePolicy.TypeOf(config.Text("vocabulary_dtype", "int64")) == DataType.Int32 ? DataType.Int32 : OutputTypes.Whole(config, DataType.Int64);
    }
}
