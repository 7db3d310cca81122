using TypedModels.Architectures.Building;

namespace TypedModels.Architectures.Networks;

/// <summary>Encoders of text (Devlin et al., 2018).</summary>
internal static class Bert
{
    // Keras's default. TensorFlow's library for processors computes some layer normalisations with it whatever the graph says, and would not agree with others.
    private const float Epsilon = 1e-3f;

    /// <summary>Two layers of 128, by <c>Einsum</c>.</summary>
    public static void BuildTiny(NetworkBuilder network) => Build(network, 2, 128, 2, 64, 8000);

    /// <summary>Four layers of 256.</summary>
    public static void BuildSmall(NetworkBuilder network) => Build(network, 4, 256, 4, 64, 8000);

    /// <summary>Two layers as wide as those of the base model.</summary>
    public static void BuildBasePair(NetworkBuilder network) => Build(network, 2, 768, 12, 128, 4000);

    /// <summary>As many layers of 128 as are asked for.</summary>
    public static void BuildLayers(NetworkBuilder network, int layers) => Build(network, layers, 128, 2, 64, 1000);

    private static void Build(NetworkBuilder network, int layers, int width, int heads, int length, int words)
    {
        var ids = network.Input("input_ids", DataType.Int32, length);
        var types = network.Input("token_type_ids", DataType.Int32, length);
        var mask = network.PaddingMask(ids);
        var x = network.Add(network.Embedding(ids, words, width), network.Embedding(types, 16, width));
        x = network.LayerNormalisation(network.AddWeights(x, 0.5), Epsilon);
        for (int i = 0; i < layers; i++)
        {
            x = network.LayerNormalisation(network.Add(network.SelfAttention(x, heads, mask), x), Epsilon);
            x = network.LayerNormalisation(network.Add(network.Dense(network.Gelu(network.Dense(x, 4 * width)), width, gain: 2), x), Epsilon);
        }

        network.Output("pooled", network.Tanh(network.Dense(network.At(x, 0), width)));
        network.Output("sequence", x);
    }
}
