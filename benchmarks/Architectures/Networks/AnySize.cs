using TypedModels.Architectures.Building;

namespace TypedModels.Architectures.Networks;

/// <summary>A small convolutional network that takes pictures of any height and width, to see what more pixels cost.</summary>
internal static class AnySize
{
    /// <summary>Adds the network.</summary>
    public static void Build(NetworkBuilder network)
    {
        var x = network.Relu(network.Convolution(network.Picture(-1, -1, 3), 32, Window.Square(3)));
        x = network.MaxPool(x, Window.Inside(2, 2));
        x = network.Relu(network.Convolution(x, 64, Window.Square(3)));
        x = network.MaxPool(x, Window.Inside(2, 2));
        x = network.Relu(network.DepthwiseConvolution(x, Window.Square(3), bias: true));
        x = network.Relu(network.Convolution(x, 128, Window.Square(1)));
        network.Output("predictions", network.Softmax(network.Dense(network.GlobalAverage(x), 10)));
    }
}
