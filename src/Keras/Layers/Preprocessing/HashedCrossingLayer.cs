using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Preprocessing;

/// <summary><c>HashedCrossing</c>: the number of the bin that two or more texts or whole numbers fall into together, by the hash of all (<c>keras/src/layers/preprocessing/hashed_crossing.py</c>).</summary>
/// <param name="config">Its configuration.</param>
internal sealed class HashedCrossingLayer(LayerConfig config) : Layer(config)
{
    // tf.sparse.cross_hashed's own (tensorflow/python/ops/sparse_ops.py).
    private const long HashKey = 0xDECAFCAFFE;

    private readonly int _bins = config.Positive("num_bins");
    private readonly string _mode = OutputTypes.Mode(config, "int", "int", "one_hot");

    /// <inheritdoc/>
    protected override bool ConvertsInputs => false;

    /// <inheritdoc/>
    protected override IReadOnlyList<LayerValue> Apply(LayerGraph graph, LayerCall call)
    {
        GraphTensor[] inputs = [.. call.Arguments.SelectMany(argument => argument.Values).Select(value => value.Tensor)];
        if (inputs.Length < 2)
        {
            throw KerasFault.Damaged($"it crosses two tensors or more and is given {inputs.Length}");
        }

        var first = inputs[0];
        if (inputs.Any(input => input.Rank != first.Rank || input.Rank is < 1 or > 2 || (input.Rank == 2 && input.Length(1) != 1)))
        {
            throw KerasFault.Damaged($"it crosses tensors of the shape (batch) or (batch, 1) and is given {string.Join(" and ", inputs.Select(input => input.Shape.ToString()))}");
        }

        var type = _mode == "int" ? OutputTypes.Whole(Config, DataType.Int64) : OutputTypes.Encoded(Config, ComputeType);
        return [new LayerValue(CategoryEncoder.Encode(graph, Cross(graph, inputs), _mode, _bins, type, Config))];
    }

    // Of columns of width 1 the cross has one value per row, so that what is sparse about it need not be looked at.
    private GraphTensor Cross(LayerGraph graph, GraphTensor[] inputs)
    {
        var columns = inputs.Select(input => ColumnOf(graph, input)).ToArray();
        var crossed = graph.Node("SparseCross").Input([]).Input([]).Input([]).Input(columns)
            .With("hashed_output", true).With("num_buckets", (long)_bins).With("hash_key", HashKey)
            .With("out_type", DataType.Int64)
            .With("internal_type", columns.Any(column => column.DataType == DataType.Int64) ? DataType.Int64 : DataType.String)
            .Outputs()[1];
        var first = inputs[0];
        return first.Rank == 1 ? graph.Reshape(crossed, [graph.LengthOf(first, 0)]) : graph.Reshape(crossed, [graph.LengthOf(first, 0), graph.Integer(1)]);
    }

    private static GraphTensor ColumnOf(LayerGraph graph, GraphTensor input)
    {
        bool isAllowed = input.DataType is DataType.String or DataType.Int8 or DataType.UInt8 or DataType.Int16 or DataType.UInt16 or DataType.Int32 or DataType.Int64;
        var value = !isAllowed ? throw KerasFault.Damaged($"it crosses texts and whole numbers and is given {input.DataType.ToWord()}")
            : input.DataType == DataType.String ? input : graph.Cast(input, DataType.Int64);
        return value.Rank == 1 ? graph.ExpandDims(value, 1) : value;
    }
}
