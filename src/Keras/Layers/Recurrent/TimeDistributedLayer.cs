using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Recurrent;

/// <summary><c>TimeDistributed</c>: a layer on each step by itself, which is the layer on a batch of all steps of all samples (<c>keras/src/layers/rnn/time_distributed.py</c>).</summary>
internal sealed class TimeDistributedLayer : Layer
{
    private readonly Layer _layer;

    /// <param name="config">Its configuration.</param>
    public TimeDistributedLayer(LayerConfig config)
        : base(config)
    {
        var layer = KerasConfigReader.ReadLayer(config["layer"] ?? throw LayerConfig.Missing("layer"), config.Generation);
        if (layer.Config["stateful"]?.Bool == true)
        {
            throw KerasFault.Unsupported("what it does at each step is stateful: a step would begin with what the one before remembers");
        }

        _layer = config.Factory.Create(layer, config.Path + "/" + NodeNames.Allowed(layer.Name), WeightGroups.Inside(config.Groups, ["layer"]));
        Weights.AddPart(_layer.Weights);
    }

    /// <inheritdoc/>
    protected override bool ConvertsInputs => false;

    /// <inheritdoc/>
    protected override IReadOnlyList<LayerValue> Apply(LayerGraph graph, LayerCall call)
    {
        var inputs = call.Inputs;
        if (inputs.Count == 0 || inputs.Any(input => input.Tensor.Rank < 2))
        {
            throw KerasFault.Damaged("it takes tensors with an axis of time behind that of the batch");
        }

        var results = _layer.Call(graph, LayerCall.Of([.. inputs.Select(input => Fold(graph, input))]));
        return [.. results.Select(result => Unfold(graph, result, inputs[0]))];
    }

    // A mask of the steps is of none of the layer's concern; one that goes further is, step by step.
    private static LayerValue Fold(LayerGraph graph, LayerValue value) =>
        new(SampleAxes.Fold(graph, value.Tensor), value.Mask is { Rank: > 2 } mask ? SampleAxes.Fold(graph, mask) : null);

    private LayerValue Unfold(LayerGraph graph, LayerValue result, LayerValue input)
    {
        var tensor = SampleAxes.Unfold(graph, result.Tensor, input.Tensor);
        if (Config.Generation == KerasGeneration.Keras3)
        {
            // It keeps the mask that it is given (Layer.compute_mask).
            return new LayerValue(tensor, input.Mask);
        }

        if (result.Mask is { } mask)
        {
            return new LayerValue(tensor, SampleAxes.Unfold(graph, mask, input.Tensor));
        }

        // Steps of which nothing counts do not count (TimeDistributed.compute_mask of Keras 2).
        return new LayerValue(tensor, input.Mask is { Rank: > 2 } given ? graph.Reduce("Any", given, keepDims: false, [.. Enumerable.Range(2, given.Rank - 2).Select(axis => (long)axis)]) : input.Mask);
    }
}
