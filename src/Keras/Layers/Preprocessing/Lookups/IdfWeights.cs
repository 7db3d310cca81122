using TypedModels.Formats;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Preprocessing.Lookups;

/// <summary>How much each token counts where <c>output_mode</c> is <c>tf_idf</c>.</summary>
/// <remarks>
/// <para>What was given to the layer's constructor is in the configuration; what was adapted is in the file of weights. Archives and <c>.weights.h5</c> of tf.keras 2.13 and later and of Keras 3 hold it as <c>vars/idf_weights</c>, by
/// that name and not by a number, of a TextVectorization in its own group and again in its <c>_lookup_layer</c>; it has a value for each place, those for other tokens and of padding among them. tf.keras 2 lists it among the
/// layer's weights in older HDF5 files, too, also when it is in the configuration; Keras 3 does not.</para>
/// </remarks>
internal sealed class IdfWeights
{
    private readonly IReadOnlyList<double>? _given;
    private readonly Weight? _weight;

    /// <param name="config">The layer's configuration.</param>
    /// <param name="settings">What it says of lookups.</param>
    /// <param name="vocabulary">Its vocabulary.</param>
    /// <param name="depth">The number of places.</param>
    /// <param name="weights">Where the weight is added, when it is one.</param>
    /// <exception cref="ModelFormatException">They do not fit the vocabulary.</exception>
    public IdfWeights(LayerConfig config, LookupSettings settings, Vocabulary vocabulary, int depth, LayerWeights weights)
    {
        var given = NumberArray.Find(config, "idf_weights");
        if (given is not null && (given.Lengths.Count != 1 || given.Elements.Count != vocabulary.GivenCount))
        {
            throw config.Wrong("idf_weights", $"a number for each of the {vocabulary.GivenCount} tokens");
        }

        if (given is null || config.Generation != KerasGeneration.Keras3)
        {
            _weight = weights.AddFixed("idf_weights", new TensorShape(depth), DataType.Float);
            return;
        }

        // Tokens that were not given count as the mean, and places without a token nothing.
        int before = vocabulary.HadSpecialTokens ? 0 : (int)settings.TokenStart;
        _given = [.. Enumerable.Repeat(before > 0 ? given.Elements.Average() : 0, before), .. given.Elements, .. Enumerable.Repeat(0.0, Math.Max(0, depth - before - given.Elements.Count))];
    }

    /// <summary>The numbers, as float32.</summary>
    public GraphTensor In(LayerGraph graph) => _weight is not null ? graph.Cast(graph.Read(_weight), DataType.Float) : graph.Constant(_given!, new TensorShape(_given!.Count), DataType.Float);
}
