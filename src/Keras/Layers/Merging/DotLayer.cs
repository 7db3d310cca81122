using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Merging;

/// <summary><c>Dot</c>: the product of two tensors along an axis of each.</summary>
internal sealed class DotLayer : MergeLayer
{
    private readonly int[] _axes;
    private readonly bool _normalises;

    /// <param name="config">Its configuration.</param>
    public DotLayer(LayerConfig config)
        : base(config)
    {
        int[] axes = config.Integers("axes");
        _axes = axes.Length is 1 or 2 ? axes : throw config.Wrong("axes", "one axis or two");
        _normalises = config.Flag("normalize", false);
    }

    /// <inheritdoc/>
    protected override LayerValue Merge(LayerGraph graph, IReadOnlyList<LayerValue> inputs)
    {
        if (inputs.Count != 2)
        {
            throw KerasFault.Damaged($"it takes two tensors and is given {inputs.Count}");
        }

        var (left, right) = (inputs[0].Tensor, inputs[1].Tensor);
        var axes = (Left: _axes[0], Right: _axes[_axes.Length - 1]);
        if (_normalises)
        {
            left = Normalise(graph, left, axes.Left);
            right = Normalise(graph, right, axes.Right);
        }

        return new LayerValue(BatchDot.Apply(graph, left, right, axes));
    }

    // tf.linalg.l2_normalize in tf.keras, keras.utils.normalize in Keras 3: they differ in what they take for 0.
    private GraphTensor Normalise(LayerGraph graph, GraphTensor value, int axis) =>
        graph.Normalise(value, Config.Generation == KerasGeneration.Keras3 ? 1e-14 : 1e-12, Axes.Counted(axis, value.Rank));
}
