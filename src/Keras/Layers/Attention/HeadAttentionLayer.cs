using TypedModels.Formats;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Attention;

/// <summary>What attention layers of several heads have in common: their projections, how they are called, and their masks (<c>keras/src/layers/attention/multi_head_attention.py</c>).</summary>
/// <param name="config">Its configuration.</param>
internal abstract class HeadAttentionLayer(LayerConfig config) : Layer(config)
{
    // What a score becomes that does not count (_large_negative_number in keras/src/layers/activations/softmax.py).
    private const double Least = -1e9, LeastHalf = -3e4;

    // With the batch and the steps no more than the shapes of graphs have.
    private const int MostAxes = 8;

    private readonly bool _usesBias = config.Flag("use_bias", true);

    /// <summary>What the layer is called with, in the type that it computes in; the key is the value where none is given.</summary>
    protected (LayerValue Query, LayerValue Value, LayerValue Key) InputsOf(LayerGraph? graph, LayerCall call)
    {
        var query = Input("query", 0) ?? throw KerasFault.Damaged("it is given no query");
        var value = Input("value", 1) ?? throw KerasFault.Damaged("it is given no value");
        var key = Input("key", 2);
        return (query, value, key ?? value with { Mask = null });

        LayerValue? Input(string name, int position)
        {
            if (call.Find(name, position)?.Value is not { } found)
            {
                return null;
            }

            return found.Tensor.Rank >= 3 ? graph is null ? found : found with { Tensor = graph.Cast(found.Tensor, ComputeType) } : throw KerasFault.Damaged($"its {name} is {found.Tensor.Shape}, and at least three axes were expected");
        }
    }

    /// <summary>Makes the weights of a projection.</summary>
    /// <param name="attribute">What Keras calls it: <c>query</c>, <c>key</c>, <c>value</c> or <c>output</c>.</param>
    /// <param name="name">What the names of its variables have behind those of the layer.</param>
    /// <param name="summed">How many axes of its input are summed over.</param>
    /// <param name="kernel">The shape of its kernel.</param>
    protected HeadProjection AddProjection(string attribute, string name, int summed, params long[] kernel)
    {
        var part = Weights.AddPart(name, attribute + "_dense", "_" + attribute + "_dense");
        var weight = part.AddTrained("kernel", Checked(name + "/kernel", kernel), VariableType);
        return new HeadProjection(summed, weight, _usesBias ? part.AddTrained("bias", Checked(name + "/bias", kernel.AsSpan(summed)), VariableType) : null);
    }

    /// <summary>Which keys each query may look at, from all that the call says of it; null for all (<c>_compute_attention_mask</c>).</summary>
    protected static GraphTensor? MaskOf(LayerGraph graph, LayerCall call, LayerValue query, LayerValue value, LayerValue key)
    {
        var queryMask = QueryMaskOf(call, query);
        var valueMask = Given(call, "value_mask") ?? value.Mask;
        var keyMask = Given(call, "key_mask") ?? key.Mask;
        var mask = queryMask is null ? null : graph.ExpandDims(queryMask, -1);
        mask = AttentionMask.And(graph, mask, valueMask is null ? null : graph.ExpandDims(valueMask, -2));
        mask = AttentionMask.And(graph, mask, keyMask is null ? null : graph.ExpandDims(keyMask, -2));
        mask = AttentionMask.And(graph, mask, call.Flag("use_causal_mask") ? AttentionMask.Causal(graph, graph.LengthOf(query.Tensor, 1), graph.LengthOf(value.Tensor, 1)) : null);
        return AttentionMask.And(graph, Given(call, "attention_mask") is { } given ? AttentionMask.AsBool(graph, given) : null, mask);
    }

    /// <summary>The mask of the queries, which is that of the result too.</summary>
    protected static GraphTensor? QueryMaskOf(LayerCall call, LayerValue query) => Given(call, "query_mask") ?? query.Mask;

    /// <summary>Scores of which those that do not count are so low that a softmax makes them 0; where none count, all do alike.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="scores">The scores, <c>[batch, …, heads, queries…, keys…]</c>.</param>
    /// <param name="mask">The mask, <c>[batch, …, queries…, keys…]</c>.</param>
    /// <param name="attentionAxes">The number of axes of the queries, and of the keys.</param>
    protected static GraphTensor Hide(LayerGraph graph, GraphTensor scores, GraphTensor mask, int attentionAxes)
    {
        for (int missing = scores.Rank - mask.Rank; missing > 0; missing--)
        {
            mask = graph.ExpandDims(mask, Math.Max(-(2 * attentionAxes) - 1, -mask.Rank - 1));
        }

        return graph.Add("SelectV2", mask, scores, graph.Scalar(scores.DataType == DataType.Half ? LeastHalf : Least, scores.DataType));
    }

    private static GraphTensor? Given(LayerCall call, string name) => call.Find(name)?.Value?.Tensor;

    /// <summary>The lengths of a few axes, of a list or a single one.</summary>
    protected long[] Lengths(string name) => Config.Integers(name).Length is 0 or > MostAxes ? throw Config.Wrong(name, "lengths of a few axes") : [.. Config.Integers(name).Select(length => length > 0 ? (long)length : throw Config.Wrong(name, "numbers above 0"))];

    /// <summary>The error of axes that are none of attention's.</summary>
    protected static ModelFormatException WrongAxes(GraphTensor query) => KerasFault.Damaged($"its attention_axes are none of {query.Shape}");
}
