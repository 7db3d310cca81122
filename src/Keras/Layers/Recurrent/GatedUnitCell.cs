using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Recurrent;

/// <summary>
/// The cell of <c>GRU</c>: gates z, r, h; <c>h' = z · h + (1 − z) · activation(…)</c>. The gate r is a factor of h before its product with the kernel, or, with <c>reset_after</c>, of the product, as cuDNN has it
/// (<c>keras/src/layers/rnn/gru.py</c>).
/// </summary>
/// <param name="config">Its configuration.</param>
internal sealed class GatedUnitCell(LayerConfig config) : GatedCell(config, Gates)
{
    private const int Gates = 3;

    // Configurations without the key are of Keras 2 before 2.1.3 or of Keras 1.
    private readonly bool _resetsAfter = config.ClassName.StartsWith("CuDNN", StringComparison.Ordinal) || config.Flag("reset_after", config.Generation == KerasGeneration.Keras3);

    /// <inheritdoc/>
    public override IReadOnlyList<long> StateWidths => [Units];

    /// <inheritdoc/>
    protected override bool HasRecurrentBias => _resetsAfter;

    /// <inheritdoc/>
    protected override IReadOnlyList<(string Name, int Block)> LegacyGates => [("z", 0), ("r", 1), ("h", 2)];

    /// <inheritdoc/>
    public override IReadOnlyList<GraphTensor> ReadForStep(LayerGraph graph)
    {
        var kernel = RecurrentKernel(graph);
        return _resetsAfter
            ? UsesBias ? [kernel, Bias(graph, 1)] : [kernel]
            : [graph.Slice(kernel, 1, 0, 2 * Units), graph.Slice(kernel, 1, 2 * Units, null)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<GraphTensor> Step(LayerGraph graph, GraphTensor projected, IReadOnlyList<GraphTensor> states, IReadOnlyList<GraphTensor> weights)
    {
        var before = states[0];
        var (update, candidate) = _resetsAfter ? ResetAfter(graph, projected, before, weights) : ResetBefore(graph, projected, before, weights);
        // z h + (1 − z) h' with a product less.
        return [graph.Add("AddV2", candidate, graph.Add("Mul", update, graph.Add("Sub", before, candidate)))];
    }

    private (GraphTensor Update, GraphTensor Candidate) ResetAfter(LayerGraph graph, GraphTensor projected, GraphTensor before, IReadOnlyList<GraphTensor> weights)
    {
        var product = graph.Add("MatMul", before, weights[0]);
        product = weights.Count > 1 ? graph.Add("BiasAdd", product, weights[1]) : product;
        var (x, h) = (Split(graph, projected, Gates), Split(graph, product, Gates));
        var reset = Gate(graph, graph.Add("AddV2", x[1], h[1]));
        return (Gate(graph, graph.Add("AddV2", x[0], h[0])), Activate(graph, graph.Add("AddV2", x[2], graph.Add("Mul", reset, h[2]))));
    }

    private (GraphTensor Update, GraphTensor Candidate) ResetBefore(LayerGraph graph, GraphTensor projected, GraphTensor before, IReadOnlyList<GraphTensor> weights)
    {
        var x = Split(graph, projected, Gates);
        var h = Split(graph, graph.Add("MatMul", before, weights[0]), 2);
        var reset = Gate(graph, graph.Add("AddV2", x[1], h[1]));
        var product = graph.Add("MatMul", graph.Add("Mul", reset, before), weights[1]);
        return (Gate(graph, graph.Add("AddV2", x[0], h[0])), Activate(graph, graph.Add("AddV2", x[2], product)));
    }
}
