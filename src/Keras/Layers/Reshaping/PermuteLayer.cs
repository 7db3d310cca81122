using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Reshaping;

/// <summary><c>Permute</c>: the axes of each example in another order, counted from 1 (<c>keras/src/layers/reshaping/permute.py</c>).</summary>
internal sealed class PermuteLayer : UnaryLayer
{
    private readonly int[] _order;

    /// <param name="config">Its configuration.</param>
    /// <exception cref="Formats.ModelFormatException">The configuration is none that Keras takes.</exception>
    public PermuteLayer(LayerConfig config)
        : base(config)
    {
        _order = config.Integers("dims");
        if (!_order.OrderBy(axis => axis).SequenceEqual(Enumerable.Range(1, _order.Length)))
        {
            throw config.Wrong("dims", "each axis from 1 on once");
        }
    }

    /// <inheritdoc/>
    protected override bool KeepsMask => false;

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input) =>
        input.Rank == _order.Length + 1 ? graph.Transpose(input, [0, .. _order]) : throw KerasFault.Damaged($"its input {input.Shape} should have {_order.Length + 1} axes");
}
