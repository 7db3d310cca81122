using TypedModels.Keras.Graphs;

namespace TypedModels.Runtime.Keras;

/// <summary>A tensor of the graph that is built, as users see it.</summary>
/// <param name="tensor">The tensor.</param>
internal sealed class BuiltTensor(GraphTensor tensor) : KerasTensor
{
    /// <summary>The tensor.</summary>
    public GraphTensor Tensor => tensor;

    /// <inheritdoc/>
    public override DataType DataType => tensor.DataType;

    /// <inheritdoc/>
    public override TensorShape Shape => tensor.Shape;

    /// <inheritdoc/>
    public override string ToString() => tensor.ToString();
}
