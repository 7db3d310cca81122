using TypedModels.Keras.Graphs;
using TypedModels.Keras.Layers.Activations;

namespace TypedModels.Keras.Layers.Core;

/// <summary><c>Dense</c>: <c>activation(x · kernel + bias)</c> along the last axis.</summary>
/// <param name="config">Its configuration.</param>
internal sealed class DenseLayer(LayerConfig config) : UnaryLayer(config)
{
    private readonly int _units = config.Positive("units");
    private readonly bool _usesBias = config.Flag("use_bias", true);
    private Weight? _kernel;
    private Weight? _bias;

    /// <inheritdoc/>
    protected override void Build(GraphTensor input)
    {
        _kernel = AddWeight("kernel", Known(input, -1), _units);
        _bias = _usesBias ? AddWeight("bias", _units) : null;
    }

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input)
    {
        var product = graph.MatMul(input, Read(graph, _kernel!));
        return Activation.Apply(graph, Config, _bias is null ? product : graph.Add("BiasAdd", product, Read(graph, _bias)));
    }
}
