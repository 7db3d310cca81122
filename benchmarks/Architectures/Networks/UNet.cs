using TypedModels.Architectures.Building;

namespace TypedModels.Architectures.Networks;

/// <summary>A U-Net of three levels (Ronneberger et al., 2015) over pictures of 128 × 128.</summary>
internal static class UNet
{
    /// <summary>Adds the network.</summary>
    public static void Build(NetworkBuilder network)
    {
        var x = network.Picture(128, 128, 3);
        var skipped = new Stack<NetworkTensor>();
        int filters = 32;
        for (; filters < 256; filters *= 2)
        {
            skipped.Push(Pair(network, x, filters));
            x = network.MaxPool(skipped.Peek(), Window.Inside(2, 2));
        }

        x = Pair(network, x, filters);
        while (skipped.TryPop(out var before))
        {
            filters /= 2;
            x = Pair(network, network.Concatenate(network.TransposedConvolution(x, filters, 2), before), filters);
        }

        network.Output("mask", network.Sigmoid(network.Convolution(x, 1, Window.Square(1), gain: 1)));
    }

    private static NetworkTensor Pair(NetworkBuilder network, NetworkTensor input, int filters) =>
        network.Relu(network.Convolution(network.Relu(network.Convolution(input, filters, Window.Square(3))), filters, Window.Square(3)));
}
