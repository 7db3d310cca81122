using TypedModels.Keras.Graphs;
using TypedModels.Keras.Layers.Activations;

namespace TypedModels.Keras.Layers.Core;

/// <summary><c>EinsumDense</c>: a sum of products of the input and a kernel over named axes, plus a bias (<c>keras/src/layers/core/einsum_dense.py</c>).</summary>
internal sealed class EinsumDenseLayer : UnaryLayer
{
    private readonly EinsumSpec _spec;
    private Weight? _kernel;
    private Weight? _bias;

    /// <param name="config">Its configuration.</param>
    public EinsumDenseLayer(LayerConfig config)
        : base(config)
    {
        Refusals.OfChangedWeights(config);
        _spec = new EinsumSpec(config);
    }

    /// <inheritdoc/>
    protected override bool KeepsMask => false;

    /// <inheritdoc/>
    protected override void Build(GraphTensor input)
    {
        var (kernel, bias) = _spec.ShapesFor(input);
        _kernel = AddWeight("kernel", kernel);
        _bias = bias is null ? null : AddWeight("bias", bias);
    }

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input)
    {
        var product = graph.Node("Einsum").Input([input, Read(graph, _kernel!)]).With("equation", _spec.EquationFor(input.Rank)).Output();
        return Activation.Apply(graph, Config, _bias is null ? product : graph.Add("AddV2", product, Read(graph, _bias)));
    }
}
