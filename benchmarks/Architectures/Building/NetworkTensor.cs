using TypedModels.Keras.Graphs;

namespace TypedModels.Architectures.Building;

/// <summary>A tensor of both graphs.</summary>
/// <param name="Graph">The tensor of TensorFlow, channels last.</param>
/// <param name="Onnx">The name of the tensor of ONNX.</param>
/// <param name="IsChannelsFirst">Whether that of ONNX has its channels behind the batch, as what goes into convolutions has.</param>
internal sealed record NetworkTensor(GraphTensor Graph, string Onnx, bool IsChannelsFirst)
{
    /// <summary>The number of axes.</summary>
    public int Rank => Graph.Rank;

    /// <summary>The length of the last axis, in TensorFlow's order.</summary>
    public int Channels => Length(-1);

    /// <summary>The length of an axis in TensorFlow's order; below 0 counted from the last.</summary>
    public int Length(int axis) => (int)(Graph.Length(axis) ?? throw new ArgumentException($"Axis {axis} of {Graph} is open."));
}
