using TypedModels.Architectures.Building;

namespace TypedModels.Architectures.Networks;

/// <summary>A classifier of sentences (Kim, 2014): convolutions of three sizes over 200 embedded words, the largest of each, and a dense head.</summary>
internal static class TextConvolution
{
    /// <summary>Adds the network.</summary>
    public static void Build(NetworkBuilder network)
    {
        var words = network.Embedding(network.Input("tokens", DataType.Int32, 200), 5000, 128);
        NetworkTensor[] found = [.. Enumerable.Range(3, 3).Select(size => network.SequenceMaximum(network.Relu(network.SequenceConvolution(words, 100, size))))];
        network.Output("probability", network.Sigmoid(network.Dense(network.Relu(network.Dense(network.Concatenate(found), 64)), 1)));
    }
}
