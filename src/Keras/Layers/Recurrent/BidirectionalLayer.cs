using TypedModels.Formats.Json;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Recurrent;

/// <summary><c>Bidirectional</c>: a recurrent layer over the steps, and one over the steps from the last to the first (<c>keras/src/layers/rnn/bidirectional.py</c>).</summary>
internal sealed class BidirectionalLayer : Layer
{
    private readonly RecurrentLayer _forward;
    private readonly RecurrentLayer _backward;
    private readonly string? _merge;

    /// <param name="config">Its configuration.</param>
    public BidirectionalLayer(LayerConfig config)
        : base(config)
    {
        _merge = config.Has("merge_mode") && config["merge_mode"] is null ? null : config.Word("merge_mode", "concat", "concat", "sum", "mul", "ave");
        var layer = KerasConfigReader.ReadLayer(config["layer"] ?? throw LayerConfig.Missing("layer"), config.Generation);
        // Keras 3 writes both as they are, earlier ones a backward one only where it is not the forward one turned round.
        var backward = config["backward_layer"] is { } given
            ? KerasConfigReader.ReadLayer(given, config.Generation)
            : layer with { Config = layer.Config.With("go_backwards", JsonValue.Of(!(layer.Config["go_backwards"]?.Bool ?? false))) };
        _forward = Create(layer, "forward_");
        _backward = Create(backward, "backward_");
        if (_forward.ReturnsSequences != _backward.ReturnsSequences || _forward.ReturnsState != _backward.ReturnsState)
        {
            throw KerasFault.Damaged("its two layers do not return the same");
        }
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<LayerValue> Apply(LayerGraph graph, LayerCall call)
    {
        var forward = _forward.Call(graph, CallOf(call, isForward: true));
        var backward = _backward.Call(graph, CallOf(call, isForward: false));
        var (left, right) = (graph.Cast(forward[0].Tensor, ComputeType), graph.Cast(backward[0].Tensor, ComputeType));
        if (_forward.ReturnsSequences)
        {
            right = graph.Add("ReverseV2", right, graph.Integers(_forward.IsTimeMajor ? 0 : 1));
        }

        var mask = forward[0].Mask;
        LayerValue[] outputs = _merge switch
        {
            null => [new LayerValue(left, mask), new LayerValue(right, mask)],
            "concat" => [new LayerValue(graph.Concatenate([left, right], left.Rank - 1), mask)],
            "mul" => [new LayerValue(graph.Add("Mul", left, right), mask)],
            "sum" => [new LayerValue(graph.Add("AddV2", left, right), mask)],
            _ => [new LayerValue(graph.WithNumber("Mul", graph.Add("AddV2", left, right), 0.5), mask)],
        };
        return [.. outputs, .. forward.Skip(1), .. backward.Skip(1)];
    }

    // The states that are given are those of the forward layer, then those of the backward one.
    private LayerCall CallOf(LayerCall call, bool isForward)
    {
        var input = RecurrentCall.InputOf(call);
        var states = RecurrentCall.StatesOf(call, Config.Generation, _forward.StateCount + _backward.StateCount);
        var named = new Dictionary<string, LayerArgument>(StringComparer.Ordinal);
        if (states.Length > 0)
        {
            named.Add("initial_state", LayerArgument.Of(isForward ? [.. states.Take(_forward.StateCount)] : [.. states.Skip(_forward.StateCount)]));
        }

        if (call.Find("mask") is { } mask)
        {
            named.Add("mask", mask);
        }

        return new LayerCall([LayerArgument.Of(input)], named);
    }

    private RecurrentLayer Create(KerasLayerConfig layer, string prefix)
    {
        string name = layer.Name.StartsWith(prefix, StringComparison.Ordinal) ? layer.Name : prefix + layer.Name;
        var made = Config.Factory.Create(layer with { Name = name }, Config.Path + "/" + NodeNames.Allowed(name), WeightGroups.Inside(Config.Groups, [prefix + "layer"]));
        if (made is not RecurrentLayer recurrent)
        {
            throw KerasFault.Unsupported($"it turns round a layer of the class '{layer.ClassName}', which is no recurrent one of Keras's own");
        }

        Weights.AddPart(recurrent.Weights);
        return recurrent;
    }
}
