using TypedModels.Architectures.Building;

namespace TypedModels.Architectures.Networks;

/// <summary>EfficientNet-B0 (Tan and Le, 2019) as Keras has it, without its rescaling.</summary>
internal static class EfficientNetB0
{
    // Kernel, blocks, output channels, expansion, stride.
    private static readonly (int Kernel, int Blocks, int Channels, int Expansion, int Stride)[] s_stages =
        [(3, 1, 16, 1, 1), (3, 2, 24, 6, 2), (5, 2, 40, 6, 2), (3, 3, 80, 6, 2), (5, 3, 112, 6, 1), (5, 4, 192, 6, 2), (3, 1, 320, 6, 1)];

    /// <summary>Adds the network.</summary>
    public static void Build(NetworkBuilder network)
    {
        var x = network.Convolution(network.Picture(224, 224, 3), 32, Window.Padded(3, 2, 0, 1), bias: false);
        x = network.Swish(network.BatchNormalisation(x));
        foreach (var stage in s_stages)
        {
            for (int i = 0; i < stage.Blocks; i++)
            {
                x = Block(network, x, stage.Kernel, stage.Channels, stage.Expansion, i == 0 ? stage.Stride : 1);
            }
        }

        x = network.Swish(network.BatchNormalisation(network.Convolution(x, 1280, Window.Square(1), bias: false, gain: 1)));
        network.Output("predictions", network.Softmax(network.Dense(network.GlobalAverage(x), 1000, gain: 4)));
    }

    private static NetworkTensor Block(NetworkBuilder network, NetworkTensor input, int kernel, int channels, int expansion, int stride)
    {
        var x = input;
        if (expansion > 1)
        {
            x = network.Swish(network.BatchNormalisation(network.Convolution(x, input.Channels * expansion, Window.Square(1), bias: false, gain: 1)));
        }

        var window = stride == 1 ? Window.Square(kernel) : Window.Padded(kernel, 2, (kernel / 2) - (1 - (input.Length(1) % 2)), kernel / 2);
        x = network.Swish(network.BatchNormalisation(network.DepthwiseConvolution(x, window)));
        x = SqueezeAndExcitation(network, x, Math.Max(1, input.Channels / 4));
        x = network.BatchNormalisation(network.Convolution(x, channels, Window.Square(1), bias: false, gain: 3), 0.7);
        return stride == 1 && input.Channels == channels ? network.Add(x, input) : x;
    }

    private static NetworkTensor SqueezeAndExcitation(NetworkBuilder network, NetworkTensor input, int reduced)
    {
        var gate = network.GlobalAveragePixel(input, reshapes: true);
        gate = network.Swish(network.Convolution(gate, reduced, Window.Square(1)));
        return network.Multiply(input, network.Sigmoid(network.Convolution(gate, input.Channels, Window.Square(1), offset: 1)));
    }
}
