using System.Globalization;
using TypedModels.Formats.Json;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Preprocessing;

/// <summary><c>Hashing</c>: the number of the bin that a text or a whole number falls into by its hash, encoded as <c>output_mode</c> says (<c>keras/src/layers/preprocessing/hashing.py</c>).</summary>
/// <param name="config">Its configuration.</param>
internal sealed class HashingLayer(LayerConfig config) : UnaryLayer(config)
{
    private readonly int _bins = config.Positive("num_bins");
    private readonly string _mode = OutputTypes.Mode(config, "int", "int", "one_hot", "multi_hot", "count");
    private readonly long[]? _salt = TextHash.SaltOf(config);

    /// <inheritdoc/>
    protected override bool KeepsMask => false;

    /// <inheritdoc/>
    protected override bool ConvertsInputs => false;

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input)
    {
        var type = _mode == "int" ? OutputTypes.Whole(Config, DataType.Int64) : OutputTypes.Encoded(Config, Config.Generation == KerasGeneration.Keras3 ? VariableType : ComputeType);
        return CategoryEncoder.Encode(graph, BinsOf(graph, input), _mode, _bins, type, Config);
    }

    // With a mask_value the first bin is its own.
    private GraphTensor BinsOf(LayerGraph graph, GraphTensor values)
    {
        var texts = values.DataType == DataType.String ? values : graph.Node("AsString").Input(WholeOf(graph, values)).Output();
        if (Config["mask_value"] is not { } mask || _bins == 1)
        {
            return TextHash.Of(graph, texts, _bins, _salt);
        }

        var isMasked = graph.Add("Equal", values, MaskOf(graph, mask, values.DataType));
        var bins = graph.WithNumber("AddV2", TextHash.Of(graph, texts, _bins - 1, _salt), 1);
        return graph.Add("SelectV2", isMasked, graph.LongInteger(0), bins);
    }

    private static GraphTensor WholeOf(LayerGraph graph, GraphTensor values) => values.IsFloating ? graph.Cast(values, DataType.Int64)
        : values.DataType is DataType.Bool or DataType.Complex64 or DataType.Complex128 ? throw KerasFault.Damaged($"it takes texts or whole numbers and is given {values.DataType.ToWord()}") : values;

    private GraphTensor MaskOf(LayerGraph graph, JsonValue mask, DataType type) => type switch
    {
        DataType.String => mask.Kind == JsonKind.Text ? graph.Text(mask.Text) : graph.Text(mask.Integer?.ToString(CultureInfo.InvariantCulture) ?? throw Config.Wrong("mask_value", "a text")),
        _ when mask.Integer is { } whole => graph.Cast(graph.LongInteger(whole), type),
        _ => graph.Scalar(Config.Number("mask_value"), type),
    };
}
