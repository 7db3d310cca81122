using TypedModels.Architectures.Building;

namespace TypedModels.Architectures.Networks;

/// <summary>ResNet-50 as Keras has it (He et al., 2015): bottlenecks that stride in their first convolution, and zeros put around by layers of their own.</summary>
internal static class ResNet50
{
    private const float Epsilon = 1.001e-5f;

    /// <summary>Adds the network.</summary>
    public static void Build(NetworkBuilder network)
    {
        var x = network.Convolution(network.Picture(224, 224, 3), 64, Window.Padded(7, 2, 3, 3));
        x = network.Relu(network.BatchNormalisation(x, 1, Epsilon));
        x = network.MaxPool(x, Window.Padded(3, 2, 1, 1));
        foreach (var (filters, blocks, stride) in new[] { (64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2) })
        {
            for (int i = 0; i < blocks; i++)
            {
                x = Block(network, x, filters, i == 0 ? stride : 1, i == 0);
            }
        }

        network.Output("predictions", network.Softmax(network.Dense(network.GlobalAverage(x), 1000)));
    }

    private static NetworkTensor Block(NetworkBuilder network, NetworkTensor input, int filters, int stride, bool projects)
    {
        var shortcut = projects ? Convolution(network, input, 4 * filters, 1, stride, 0.7) : input;
        var x = network.Relu(Convolution(network, input, filters, 1, stride, 1));
        x = network.Relu(Convolution(network, x, filters, 3, 1, 1));
        return network.Relu(network.Add(shortcut, Convolution(network, x, 4 * filters, 1, 1, 0.5)));
    }

    private static NetworkTensor Convolution(NetworkBuilder network, NetworkTensor input, int filters, int size, int stride, double scale) =>
        network.BatchNormalisation(network.Convolution(input, filters, size == 1 ? Window.Inside(1, stride) : Window.Square(size, stride)), scale, Epsilon);
}
