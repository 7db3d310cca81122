using TypedModels.Formats.Keras;
using TypedModels.Formats.Transforms;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Preprocessing;

/// <summary><c>Discretization</c>: the number of the bucket that a number falls into, encoded as <c>output_mode</c> says (<c>keras/src/layers/preprocessing/discretization.py</c>).</summary>
/// <remarks>
/// Keras 3 writes the boundaries that it adapted into the configuration, beside <c>num_bins</c>, and no weights. tf.keras 2 writes none: it keeps a weight <c>summary</c>, float32 of <c>[2, n]</c>, from which it makes the boundaries
/// when it has loaded an HDF5 file; n stands nowhere but in that file, so such a layer cannot be built of its configuration.
/// </remarks>
internal sealed class DiscretisationLayer : UnaryLayer
{
    private readonly IReadOnlyList<double> _boundaries;
    private readonly string _mode;

    /// <param name="config">Its configuration.</param>
    public DiscretisationLayer(LayerConfig config)
        : base(config)
    {
        _mode = OutputTypes.Mode(config, "int", "int", "one_hot", "multi_hot", "count");

        // bins is what tf.keras 2.5 and before call the boundaries.
        string name = config["bin_boundaries"] is null && config["bins"] is not null && config["bins"]!.Integer is null ? "bins" : "bin_boundaries";
        var given = NumberArray.Find(config, name) ?? throw KerasFault.Unsupported(
            "its boundaries were adapted to data, and the file holds a summary of the data in their place", "Save the model with Discretization(bin_boundaries=layer.bin_boundaries) in the layer's place");
        _boundaries = given.Elements;
        if (given.Lengths.Count != 1 || given.Elements.Zip(given.Elements.Skip(1), (left, right) => left <= right).Any(rises => !rises))
        {
            throw config.Wrong(name, "a list of rising numbers");
        }
    }

    /// <inheritdoc/>
    protected override bool KeepsMask => false;

    /// <inheritdoc/>
    protected override bool ConvertsInputs => false;

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input)
    {
        var numbers = input.DataType switch
        {
            DataType.Int32 or DataType.Int64 or DataType.Float or DataType.Double => input,
            DataType.UInt32 or DataType.UInt64 => graph.Cast(input, DataType.Int64),
            _ when input.IsFloating => graph.Cast(input, DataType.Float),
            _ => TypedInputs.Numbers(graph, input, DataType.Int32),
        };
        var buckets = graph.Node("Bucketize").Input(numbers).With("boundaries", AttributeWriter.Floats(_boundaries.Select(boundary => (float)boundary))).Output();
        bool isNew = Config.Generation == KerasGeneration.Keras3;
        var type = _mode != "int" ? OutputTypes.Encoded(Config, ComputeType) : isNew ? DataType.Int32 : OutputTypes.Whole(Config, DataType.Int64);
        return CategoryEncoder.Encode(graph, buckets, _mode, _boundaries.Count + 1, type, Config);
    }
}
