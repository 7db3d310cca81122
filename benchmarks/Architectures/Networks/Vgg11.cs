using TypedModels.Architectures.Building;

namespace TypedModels.Architectures.Networks;

/// <summary>VGG-11 (Simonyan and Zisserman, 2014) over pictures of 64 × 64, with a head that is as much smaller.</summary>
internal static class Vgg11
{
    /// <summary>Adds the network.</summary>
    public static void Build(NetworkBuilder network)
    {
        var x = network.Picture(64, 64, 3);
        foreach (int[] block in (int[][])[[64], [128], [256, 256], [512, 512], [512, 512]])
        {
            x = block.Aggregate(x, (input, filters) => network.Relu(network.Convolution(input, filters, Window.Square(3))));
            x = network.MaxPool(x, Window.Inside(2, 2));
        }

        x = network.Relu(network.Dense(network.Flatten(x), 1024, gain: 2));
        x = network.Relu(network.Dense(x, 1024, gain: 2));
        network.Output("predictions", network.Softmax(network.Dense(x, 200)));
    }
}
