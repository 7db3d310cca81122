using TypedModels.Formats;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Operations;

/// <summary>An operation in the place of a layer. It drops masks, and converts no inputs.</summary>
/// <param name="config">Its configuration.</param>
/// <param name="function">What it does.</param>
/// <param name="isKeras3">Whether it is one of <c>keras.ops</c>.</param>
internal sealed class OperationLayer(LayerConfig config, OperationFunction function, bool isKeras3) : Layer(config)
{
    /// <inheritdoc/>
    protected override bool ConvertsInputs => false;

    /// <summary>Makes the layer of a function of TensorFlow (<c>TFOpLambda</c>, <c>SlicingOpLambda</c> in <c>tf_keras/layers/core/tf_op_layer.py</c>).</summary>
    /// <exception cref="ModelFormatException">The function is not known.</exception>
    public static Layer OfTensorFlow(LayerConfig config)
    {
        string name = config.Text("function");
        return new OperationLayer(config, FunctionTable.Default.Find(name) ?? throw KerasFault.Unsupported($"The layer '{config.Name}' ({config.ClassName}) calls tf.{name}, which is not known here"), isKeras3: false);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<LayerValue> Apply(LayerGraph graph, LayerCall call) => [.. function(new OperationCall(graph, Config, call, isKeras3)).Select(tensor => new LayerValue(tensor))];
}
