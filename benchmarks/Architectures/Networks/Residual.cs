using TypedModels.Architectures.Building;

namespace TypedModels.Architectures.Networks;

/// <summary>Residual blocks of two convolutions over pictures of 32 × 32, as many as are asked for, to see what more layers cost.</summary>
internal static class Residual
{
    private const int Channels = 32;

    /// <summary>Adds the network.</summary>
    public static void Build(NetworkBuilder network, int blocks)
    {
        var x = network.Relu(network.Convolution(network.Picture(32, 32, 3), Channels, Window.Square(3)));
        for (int i = 0; i < blocks; i++)
        {
            var inner = network.Relu(network.Convolution(x, Channels, Window.Square(3)));
            x = network.Relu(network.Add(x, network.Convolution(inner, Channels, Window.Square(3), gain: 0.1)));
        }

        network.Output("predictions", network.Softmax(network.Dense(network.GlobalAverage(x), 10)));
    }
}
