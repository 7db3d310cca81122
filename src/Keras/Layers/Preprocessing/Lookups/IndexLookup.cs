using TypedModels.Formats;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Preprocessing.Lookups;

/// <summary>Turns tokens into their numbers in a vocabulary, or back (<c>keras/src/layers/preprocessing/index_lookup.py</c>).</summary>
internal sealed class IndexLookup
{
    private readonly LookupSettings _settings;
    private readonly Vocabulary _vocabulary;
    private readonly IdfWeights? _idfWeights;
    private GraphTensor? _table;

    /// <param name="config">The layer's configuration.</param>
    /// <param name="settings">What it says of lookups.</param>
    /// <param name="weights">The weights of what looks up.</param>
    /// <param name="places">Whose file the vocabulary may be.</param>
    /// <exception cref="ModelFormatException">There is no vocabulary, or Keras would refuse it.</exception>
    public IndexLookup(LayerConfig config, LookupSettings settings, LayerWeights weights, params LayerWeights[] places)
    {
        _settings = settings;
        _vocabulary = VocabularyReader.Read(config, settings, places);
        Depth = settings.IsPadded ? settings.MostTokens!.Value : (int)settings.TokenStart + _vocabulary.Tokens.Count;
        _idfWeights = settings.Mode == "tf_idf" ? new IdfWeights(config, settings, _vocabulary, Depth, weights) : null;
    }

    /// <summary>The number of places of what is encoded.</summary>
    public int Depth { get; }

    // What is not in the vocabulary: has one place; or several, found by its hash; or none.
    private long Otherwise => _settings.OtherCount == 1 ? _settings.OtherStart : -1;

    /// <summary>The number of each token; or, inverted, the token of each number.</summary>
    /// <exception cref="ModelFormatException">It is given another type.</exception>
    public GraphTensor Find(LayerGraph graph, GraphTensor input)
    {
        var keys = _settings.IsText && !_settings.Inverts ? TypedInputs.Texts(input) : TypedInputs.Numbers(graph, input, DataType.Int64);
        _table ??= Table(graph);
        if (_settings.Inverts)
        {
            var tokens = graph.Find(_table, keys, Token(graph, _settings.OtherToken!));
            return _settings.IsText ? tokens : graph.Cast(tokens, _settings.OutputType);
        }

        var found = graph.Find(_table, keys, graph.LongInteger(Otherwise));
        return _settings.OtherCount switch
        {
            0 => Known(graph, found),
            1 => found,
            _ => graph.Add("SelectV2", graph.Add("Equal", found, graph.LongInteger(-1)), graph.Add("AddV2", Hash(graph, keys), graph.LongInteger(_settings.OtherStart)), found),
        };
    }

    /// <summary>Numbers as <c>output_mode</c> says; what is encoded is float32, as Keras declares it.</summary>
    /// <exception cref="ModelFormatException">Keras cannot encode numbers of that rank.</exception>
    public GraphTensor Encode(LayerGraph graph, GraphTensor numbers, LayerConfig config, DataType type) => _settings.Mode switch
    {
        "int" => _settings.Inverts ? numbers : graph.Cast(numbers, _settings.OutputType),
        "tf_idf" => Weigh(graph, CategoryEncoder.Encode(graph, numbers, "count", Depth, type, config)),
        var mode => CategoryEncoder.Encode(graph, numbers, mode, Depth, type, config),
    };

    /// <summary>Counts of tokens, times what each counts where that is asked for.</summary>
    public GraphTensor Weigh(LayerGraph graph, GraphTensor counts) => _idfWeights is null ? counts : graph.Add("Mul", counts, graph.Cast(_idfWeights.In(graph), counts.DataType));

    // The token that stands for none is a key like the others here: of number 0, or where numbers are encoded of one that has no place.
    private GraphTensor Table(LayerGraph graph)
    {
        var tokens = _vocabulary.Tokens.ToList();
        var numbers = Enumerable.Range(0, tokens.Count).Select(i => _settings.TokenStart + i).ToList();
        if (_settings.MaskToken is { } mask)
        {
            tokens.Add(mask);
            numbers.Add(_settings.Mode == "int" ? 0 : long.MaxValue);
        }

        var (words, places) = (_settings.IsText ? graph.Texts(tokens) : graph.LongIntegers([.. tokens.Select(Parse)]), graph.LongIntegers(numbers));
        return _settings.Inverts ? graph.Table(places, words) : graph.Table(words, places);
    }

    private GraphTensor Token(LayerGraph graph, string token) => _settings.IsText ? graph.Text(token) : graph.LongInteger(Parse(token));

    private GraphTensor Hash(LayerGraph graph, GraphTensor keys) => _settings.IsText ? TextHash.Of(graph, keys, _settings.OtherCount, _settings.Salt)
        : _settings.HashesIntegers ? TextHash.Of(graph, graph.Node("AsString").Input(keys).Output(), _settings.OtherCount, _settings.Salt)
        : graph.Add("FloorMod", keys, graph.LongInteger(_settings.OtherCount));

    private static GraphTensor Known(LayerGraph graph, GraphTensor found)
    {
        var isKnown = graph.Add("NotEqual", found, graph.LongInteger(-1));
        var areKnown = graph.Node("All").Input(isKnown).Input(graph.Integers([.. Enumerable.Range(0, found.Rank).Select(axis => (long)axis)])).Output();
        return graph.Require(found, areKnown, "When num_oov_indices=0 all inputs should be in the vocabulary.");
    }

    private static long Parse(string token) => long.Parse(token, System.Globalization.CultureInfo.InvariantCulture);
}
