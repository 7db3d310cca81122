using TypedModels.Architectures.Building;

namespace TypedModels.Architectures.Networks;

/// <summary>A decoder of text as GPT-2 is (Radford et al., 2019): four layers of 256 over 64 words, normalised before, with one product for queries, keys and values.</summary>
internal static class Gpt
{
    private const int Layers = 4, Width = 256, Heads = 4, Length = 64, Words = 4000;

    /// <summary>Adds the network.</summary>
    public static void Build(NetworkBuilder network)
    {
        var mask = network.CausalMask(Length);
        var x = network.AddWeights(network.Embedding(network.Input("tokens", DataType.Int32, Length), Words, Width), 0.5);
        for (int i = 0; i < Layers; i++)
        {
            x = network.Add(x, network.JoinedAttention(network.LayerNormalisation(x, 1e-5f), Heads, mask));
            var inner = network.Dense(network.LayerNormalisation(x, 1e-5f), 4 * Width);
            x = network.Add(x, network.Dense(network.GeluByTanh(inner), Width));
        }

        network.Output("logits", network.Dense(network.LayerNormalisation(x, 1e-5f), Words));
    }
}
