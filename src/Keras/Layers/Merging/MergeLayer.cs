using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Merging;

/// <summary>A layer that makes one tensor of several.</summary>
/// <param name="config">Its configuration.</param>
internal abstract class MergeLayer(LayerConfig config) : Layer(config)
{
    /// <inheritdoc/>
    protected sealed override IReadOnlyList<LayerValue> Apply(LayerGraph graph, LayerCall call)
    {
        // A list of one is written like a tensor alone.
        var inputs = call.Inputs.Count > 0 ? call.Inputs : throw KerasFault.Damaged("it takes several tensors and is given none");
        return [Merge(graph, WithOneType(graph, inputs))];
    }

    /// <summary>Adds what the layer computes.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">What it is given, all of one type.</param>
    protected abstract LayerValue Merge(LayerGraph graph, IReadOnlyList<LayerValue> inputs);

    /// <summary>Whether all of several masks are needed for a step to count, as before Keras 3; there one is enough.</summary>
    protected bool NeedsAllMasks => Config.Generation != KerasGeneration.Keras3;

    private static IReadOnlyList<LayerValue> WithOneType(LayerGraph graph, IReadOnlyList<LayerValue> inputs)
    {
        var type = TypePromotion.Of([.. inputs.Select(input => input.Tensor.DataType)]);
        return [.. inputs.Select(input => input with { Tensor = graph.Cast(input.Tensor, type) })];
    }
}
