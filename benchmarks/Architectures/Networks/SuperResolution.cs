using TypedModels.Architectures.Building;

namespace TypedModels.Architectures.Networks;

/// <summary>Pictures of 96 × 96 made three times as large by channels that become pixels (Shi et al., 2016), and a decoder that doubles them by lines between.</summary>
internal static class SuperResolution
{
    /// <summary>Adds ESPCN.</summary>
    public static void Build(NetworkBuilder network)
    {
        var x = network.Relu(network.Convolution(network.Picture(96, 96, 1), 64, Window.Square(5)));
        x = network.Relu(network.Convolution(x, 64, Window.Square(3)));
        x = network.Relu(network.Convolution(x, 32, Window.Square(3)));
        network.Output("output", network.DepthToSpace(network.Convolution(x, 9, Window.Square(3), gain: 1), 3));
    }

    /// <summary>Adds an autoencoder of pictures of 64 × 64.</summary>
    public static void BuildAutoencoder(NetworkBuilder network)
    {
        var x = network.Picture(64, 64, 3);
        foreach (int filters in (int[])[32, 64, 128])
        {
            x = network.Relu(network.Convolution(x, filters, Window.Square(3, 2)));
        }

        foreach (int filters in (int[])[64, 32, 16])
        {
            x = network.Relu(network.Convolution(network.Upsample(x, isLinear: true), filters, Window.Square(3)));
        }

        network.Output("output", network.Sigmoid(network.Convolution(x, 3, Window.Square(3), gain: 1)));
    }
}
