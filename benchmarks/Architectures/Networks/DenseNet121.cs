using TypedModels.Architectures.Building;

namespace TypedModels.Architectures.Networks;

/// <summary>DenseNet-121 (Huang et al., 2016) as Keras has it: each layer reads all before it in its block.</summary>
internal static class DenseNet121
{
    private const int Growth = 32;
    private const float Epsilon = 1.001e-5f;

    /// <summary>Adds the network.</summary>
    public static void Build(NetworkBuilder network)
    {
        var x = network.Convolution(network.Picture(224, 224, 3), 64, Window.Padded(7, 2, 3, 3), bias: false);
        x = network.MaxPool(Activated(network, x), Window.Padded(3, 2, 1, 1));
        int[] blocks = [6, 12, 24, 16];
        for (int block = 0; block < blocks.Length; block++)
        {
            for (int i = 0; i < blocks[block]; i++)
            {
                var added = network.Convolution(Activated(network, x), 4 * Growth, Window.Square(1), bias: false);
                added = network.Convolution(Activated(network, added), Growth, Window.Square(3), bias: false);
                x = network.Concatenate(x, added);
            }

            if (block < blocks.Length - 1)
            {
                x = network.Convolution(Activated(network, x), x.Channels / 2, Window.Square(1), bias: false);
                x = network.AveragePool(x, Window.Inside(2, 2));
            }
        }

        x = network.GlobalAverage(Activated(network, x));
        network.Output("predictions", network.Softmax(network.Dense(x, 1000)));
    }

    private static NetworkTensor Activated(NetworkBuilder network, NetworkTensor input) => network.Relu(network.BatchNormalisation(input, 1, Epsilon));
}
