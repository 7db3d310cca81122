using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Recurrent;

/// <summary>The cell of <c>LSTM</c>: gates i, f, c, o; <c>c' = f · c + i · activation(…)</c>, <c>h' = o · activation(c')</c> (<c>keras/src/layers/rnn/lstm.py</c>).</summary>
/// <param name="config">Its configuration.</param>
internal sealed class LongShortTermCell(LayerConfig config) : GatedCell(config, Gates)
{
    private const int Gates = 4;

    /// <inheritdoc/>
    public override IReadOnlyList<long> StateWidths => [Units, Units];

    /// <inheritdoc/>
    protected override IReadOnlyList<(string Name, int Block)> LegacyGates => [("i", 0), ("c", 2), ("f", 1), ("o", 3)];

    /// <inheritdoc/>
    public override IReadOnlyList<GraphTensor> ReadForStep(LayerGraph graph) => [RecurrentKernel(graph)];

    /// <inheritdoc/>
    public override IReadOnlyList<GraphTensor> Step(LayerGraph graph, GraphTensor projected, IReadOnlyList<GraphTensor> states, IReadOnlyList<GraphTensor> weights)
    {
        var gates = Split(graph, graph.Add("AddV2", projected, graph.Add("MatMul", states[0], weights[0])), Gates);
        var cell = graph.Add("AddV2", graph.Add("Mul", Gate(graph, gates[1]), states[1]), graph.Add("Mul", Gate(graph, gates[0]), Activate(graph, gates[2])));
        return [graph.Add("Mul", Gate(graph, gates[3]), Activate(graph, cell)), cell];
    }
}
