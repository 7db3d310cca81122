namespace TypedModels.Keras.Graphs;

internal sealed partial class LayerGraph
{
    /// <summary>The length of an axis times a factor and with something added, as a scalar of int32: a constant where it is known.</summary>
    public GraphTensor ScaledLength(GraphTensor value, int axis, long factor, long added)
    {
        if (value.Length(axis) is { } length)
        {
            return Integer(checked((length * factor) + added));
        }

        var scaled = factor == 1 ? LengthOf(value, axis) : Add("Mul", LengthOf(value, axis), Integer(factor));
        return added == 0 ? scaled : Add("AddV2", scaled, Integer(added));
    }

    /// <summary>The product of the lengths of axes, as a scalar of int32: a constant where all are known.</summary>
    public GraphTensor ProductOfLengths(GraphTensor value, IEnumerable<int> axes)
    {
        long known = 1;
        GraphTensor? product = null;
        foreach (int axis in axes)
        {
            if (value.Length(axis) is { } length)
            {
                known = checked(known * length);
            }
            else
            {
                product = product is null ? LengthOf(value, axis) : Add("Mul", product, LengthOf(value, axis));
            }
        }

        return product is null ? Integer(known) : known == 1 ? product : Add("Mul", product, Integer(known));
    }

    /// <summary>A value with its channels moved from behind the batch to the end.</summary>
    public GraphTensor ChannelsLast(GraphTensor value) => Transpose(value, [0, .. Enumerable.Range(2, value.Rank - 2), 1]);

    /// <summary>A value with its channels moved from the end to behind the batch.</summary>
    public GraphTensor ChannelsFirst(GraphTensor value) => Transpose(value, [0, value.Rank - 1, .. Enumerable.Range(1, value.Rank - 2)]);

    /// <summary>What an operation of float32 at least makes of a value: of half precision it is computed in float32 and rounded, as Keras does where sums would overflow.</summary>
    public GraphTensor InFullPrecision(GraphTensor value, Func<GraphTensor, GraphTensor> compute) =>
        value.DataType is DataType.Half or DataType.BFloat16 ? Cast(compute(Cast(value, DataType.Float)), value.DataType) : compute(value);

    /// <summary>Pairs of int32, such as what is put before and behind axes.</summary>
    public GraphTensor Pairs(IReadOnlyList<(long First, long Second)> pairs) =>
        Constant([.. pairs.SelectMany(pair => new double[] { pair.First, pair.Second })], new TensorShape(pairs.Count, 2), DataType.Int32);
}
