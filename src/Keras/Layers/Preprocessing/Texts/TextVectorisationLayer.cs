using TypedModels.Formats.Json;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;
using TypedModels.Keras.Layers.Preprocessing.Lookups;

namespace TypedModels.Keras.Layers.Preprocessing.Texts;

/// <summary><c>TextVectorization</c>: texts as the numbers of their words, encoded as <c>output_mode</c> says (<c>keras/src/layers/preprocessing/text_vectorization.py</c>).</summary>
internal sealed class TextVectorisationLayer : UnaryLayer
{
    private const string Punctuation = @"[!""#$%&()\*\+,-\./:;<=>?@\[\\\]^_`{|}~\']";
    private const int MostWidth = 1 << 10;

    private readonly IndexLookup _lookup;
    private readonly LookupSettings _settings;
    private readonly string? _standard;
    private readonly string? _split;
    private readonly long[]? _widths;
    private readonly int? _length;

    /// <param name="config">Its configuration.</param>
    public TextVectorisationLayer(LayerConfig config)
        : base(config)
    {
        if (config.Has("output_mode") && config["output_mode"] is null)
        {
            throw KerasFault.Unsupported("it gives words and no numbers (output_mode=None)");
        }

        if (config.Flag("ragged", false))
        {
            throw KerasFault.Unsupported("it gives rows of different lengths (ragged=True)", "Make the layer with ragged=False, and save the model again");
        }

        _settings = LookupSettings.OfWords(config);
        _standard = WordOrNothing(config, "standardize", "lower_and_strip_punctuation", "lower_and_strip_punctuation", "lower", "strip_punctuation");
        _split = WordOrNothing(config, "split", "whitespace", "whitespace", "character");
        _widths = WidthsOf(config);
        _length = config["output_sequence_length"] is null ? null : config.Positive("output_sequence_length");
        _lookup = new IndexLookup(config, _settings, Weights.AddPart("lookup", "_lookup_layer"), Weights, Weights.Parts[0]);
        if (_length is not null && _settings.Mode != "int")
        {
            throw config.Wrong("output_sequence_length", "nothing, as output_mode is not int,");
        }
    }

    /// <inheritdoc/>
    protected override bool KeepsMask => false;

    /// <inheritdoc/>
    protected override bool ConvertsInputs => false;

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input)
    {
        var texts = Standardise(graph, TypedInputs.Texts(input));
        if (_split is null)
        {
            return OfWhole(graph, texts);
        }

        if (texts.Rank != 1)
        {
            texts = texts.Rank == 2 && texts.Length(1) == 1 ? graph.Squeeze(texts, 1) : throw KerasFault.Damaged($"it splits texts of the shape (batch) or (batch, 1) and is given {input.Shape}");
        }

        var words = _split == "whitespace" ? TextSplitter.Words(graph, texts) : TextSplitter.Letters(graph, texts);
        words = _widths is null ? words : TextSplitter.Neighbours(graph, words, _widths);
        var numbers = words with { Values = _lookup.Find(graph, words.Values) };
        return _settings.Mode switch
        {
            "int" => numbers.ToMatrix(graph, _length),
            "one_hot" => throw KerasFault.Damaged("its output_mode is 'one_hot', and it splits texts, which Keras refuses"),
            var mode => _lookup.Weigh(graph, numbers.Count(graph, _lookup.Depth, mode == "multi_hot", DataType.Float)),
        };
    }

    private GraphTensor Standardise(LayerGraph graph, GraphTensor texts)
    {
        texts = _standard is "lower" or "lower_and_strip_punctuation" ? graph.Add("StringLower", texts) : texts;
        return _standard is "strip_punctuation" or "lower_and_strip_punctuation" ? graph.Node("StaticRegexReplace").Input(texts).With("pattern", Punctuation).With("rewrite", "").Output() : texts;
    }

    // Texts that are not split are tokens themselves.
    private GraphTensor OfWhole(LayerGraph graph, GraphTensor texts)
    {
        if (_widths is not null)
        {
            var joined = texts.Rank == 2 ? TextSplitter.Neighbours(graph, TextSplitter.Rows(graph, texts), _widths) : throw KerasFault.Unsupported($"it puts words together and does not split texts, and is given {texts.Shape}");
            texts = graph.Reshape(joined.Values, [graph.LengthOf(texts, 0), JoinedLength(graph, texts)]);
        }

        var encoded = _lookup.Encode(graph, _lookup.Find(graph, texts), Config, DataType.Float);
        if (_length is not { } length)
        {
            return encoded;
        }

        if (encoded.Rank != 2)
        {
            throw KerasFault.Unsupported($"it gives {length} numbers for each text and does not split texts, and is given {texts.Shape}");
        }

        var zeros = graph.Fill([graph.LengthOf(encoded, 0), graph.Integer(length)], graph.Scalar(0, encoded.DataType));
        return graph.Slice(graph.Concatenate([encoded, zeros], 1), 1, 0, length);
    }

    // Of n words there are n − width + 1 neighbours of each width, and no fewer than none.
    private GraphTensor JoinedLength(LayerGraph graph, GraphTensor texts) => _widths!
        .Select(width => graph.WithNumber("Maximum", graph.WithNumber("Sub", graph.LengthOf(texts, 1), width - 1), 0))
        .Aggregate((left, right) => graph.Add("AddV2", left, right));

    private static string? WordOrNothing(LayerConfig config, string name, string byDefault, params string[] words)
    {
        if (config.Has(name) && config[name] is null)
        {
            return null;
        }

        return config[name] is { Kind: not JsonKind.Text } || config[name]?.Text is { } word && !words.Contains(word)
            ? throw KerasFault.Unsupported($"its {name} is a function of your own, which the file holds by name alone", "Give the layer standardize=None or split=None, prepare the texts before the call, and save the model again")
            : config.Text(name, byDefault);
    }

    private static long[]? WidthsOf(LayerConfig config)
    {
        if (config["ngrams"] is not { } ngrams)
        {
            return null;
        }

        int[] given = config.Integers("ngrams");
        return given.Length is < 1 or > MostWidth || given.Any(width => width is < 1 or > MostWidth) ? throw config.Wrong("ngrams", $"a number, or some, from 1 to {MostWidth}")
            : ngrams.Kind == JsonKind.Number ? [.. Enumerable.Range(1, given[0]).Select(width => (long)width)] : [.. given.Select(width => (long)width)];
    }
}
