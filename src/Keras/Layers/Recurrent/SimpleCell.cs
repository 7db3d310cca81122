using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Recurrent;

/// <summary>The cell of <c>SimpleRNN</c>: <c>h' = activation(x · kernel + bias + h · recurrent_kernel)</c> (<c>keras/src/layers/rnn/simple_rnn.py</c>).</summary>
/// <param name="config">Its configuration.</param>
internal sealed class SimpleCell(LayerConfig config) : GatedCell(config, 1)
{
    /// <inheritdoc/>
    public override IReadOnlyList<long> StateWidths => [Units];

    /// <inheritdoc/>
    public override IReadOnlyList<GraphTensor> ReadForStep(LayerGraph graph) => [RecurrentKernel(graph)];

    /// <inheritdoc/>
    public override IReadOnlyList<GraphTensor> Step(LayerGraph graph, GraphTensor projected, IReadOnlyList<GraphTensor> states, IReadOnlyList<GraphTensor> weights) =>
        [Activate(graph, graph.Add("AddV2", projected, graph.Add("MatMul", states[0], weights[0])))];
}
