using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Merging;

/// <summary><c>Merge(mode="cos")</c> of Keras 1: the product of two tensors by the sizes of both, with a further axis behind the batch (<c>keras/engine/topology.py</c> of Keras 1.2).</summary>
/// <param name="config">Its configuration.</param>
/// <param name="axes">The axis of each that is summed over.</param>
internal sealed class CosineMergeLayer(LayerConfig config, (int Left, int Right) axes) : MergeLayer(config)
{
    private const double Epsilon = 1e-7;

    /// <inheritdoc/>
    protected override LayerValue Merge(LayerGraph graph, IReadOnlyList<LayerValue> inputs)
    {
        if (inputs.Count != 2)
        {
            throw KerasFault.Damaged($"it takes two tensors and is given {inputs.Count}");
        }

        var (left, right) = (inputs[0].Tensor, inputs[1].Tensor);
        var sizes = graph.Add("Sqrt", graph.Add("Mul", BatchDot.Apply(graph, left, left, (axes.Left, axes.Left)), BatchDot.Apply(graph, right, right, (axes.Right, axes.Right))));
        var cosine = graph.Add("RealDiv", BatchDot.Apply(graph, left, right, axes), graph.WithNumber("Maximum", sizes, Epsilon));
        return new LayerValue(graph.ExpandDims(cosine, 1));
    }
}
