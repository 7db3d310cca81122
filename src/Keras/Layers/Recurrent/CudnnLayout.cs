using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Recurrent;

/// <summary>
/// The weights of <c>CuDNNLSTM</c> and <c>CuDNNGRU</c>, which lie gate by gate as NVIDIA's cuDNN has them, as those of <c>LSTM</c> and <c>GRU</c> (<c>_convert_rnn_weights</c> in
/// <c>keras/saving/hdf5_format.py</c> of Keras 2).
/// </summary>
internal static class CudnnLayout
{
    /// <summary>The inputs' kernel: what lies in a gate row by row is a matrix of the other order of axes.</summary>
    public static GraphTensor InputKernel(LayerGraph graph, GraphTensor kernel, int gates)
    {
        long inputs = kernel.Length(0)!.Value, units = kernel.Length(1)!.Value / gates;
        return OfGates(graph, kernel, gates, gate => graph.Transpose(graph.Reshape(gate, units, inputs), 1, 0));
    }

    /// <summary>The kernel of the output before: each gate is transposed.</summary>
    public static GraphTensor RecurrentKernel(LayerGraph graph, GraphTensor kernel, int gates) => OfGates(graph, kernel, gates, gate => graph.Transpose(gate, 1, 0));

    private static GraphTensor OfGates(LayerGraph graph, GraphTensor kernel, int gates, Func<GraphTensor, GraphTensor> convert)
    {
        var parts = graph.Node("Split").Input(graph.Integer(1)).Input(kernel).With("num_split", (long)gates).Outputs();
        return graph.Concatenate([.. parts.Select(convert)], 1);
    }
}
