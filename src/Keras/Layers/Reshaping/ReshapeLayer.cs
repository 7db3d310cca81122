using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Reshaping;

/// <summary><c>Reshape</c>: the elements of each example in other axes (<c>keras/src/layers/reshaping/reshape.py</c>). One length may be −1: what remains.</summary>
internal sealed class ReshapeLayer : UnaryLayer
{
    private readonly long[] _target;

    /// <param name="config">Its configuration.</param>
    /// <exception cref="Formats.ModelFormatException">The configuration is none that Keras takes.</exception>
    public ReshapeLayer(LayerConfig config)
        : base(config)
    {
        _target = [.. config.Integers("target_shape").Select(length => (long)length)];
        if (_target.Any(length => length < -1) || _target.Count(length => length == -1) > 1)
        {
            throw config.Wrong("target_shape", "lengths, of which one may be -1,");
        }
    }

    /// <inheritdoc/>
    protected override bool KeepsMask => false;

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input)
    {
        int rank = input.Rank;
        long known = _target.Where(length => length != -1).Aggregate(1L, (product, length) => checked(product * length));
        bool isOpen = _target.Contains(-1);
        var batch = graph.LengthOf(input, 0);
        if (Enumerable.Range(1, rank - 1).All(axis => input.Length(axis) is not null))
        {
            long size = Enumerable.Range(1, rank - 1).Aggregate(1L, (product, axis) => checked(product * input.Length(axis)!.Value));
            if (isOpen ? known == 0 || size % known != 0 : size != known)
            {
                throw KerasFault.Damaged($"an example of its input {input.Shape} cannot have the shape [{string.Join(", ", _target)}]");
            }

            long[] target = [.. _target.Select(length => length == -1 ? size / known : length)];
            return size > 0 ? graph.Reshape(input, [-1, .. target]) : graph.Reshape(input, [batch, .. target.Select(graph.Integer)]);
        }

        if (known == 0 && isOpen)
        {
            throw KerasFault.Damaged($"an example of its input {input.Shape} cannot have the shape [{string.Join(", ", _target)}]");
        }

        // TensorFlow cannot say what remains of nothing, which an empty batch is.
        var rest = isOpen ? graph.Add("FloorDiv", graph.ProductOfLengths(input, Enumerable.Range(1, rank - 1)), graph.Integer(known)) : null;
        return graph.Reshape(input, [batch, .. _target.Select(length => length == -1 ? rest! : graph.Integer(length))]);
    }
}
