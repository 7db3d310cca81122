using TypedModels.Architectures.Building;

namespace TypedModels.Architectures.Networks;

/// <summary>Networks of dense layers.</summary>
internal static class Perceptrons
{
    /// <summary>A small classifier of rows.</summary>
    public static void BuildSmall(NetworkBuilder network) => Classify(network, Layers(network, Rows(network, 32), 64, 64), 10);

    /// <summary>A large classifier of rows.</summary>
    public static void BuildLarge(NetworkBuilder network) => Classify(network, Layers(network, Rows(network, 784), 2048, 2048, 1024), 100);

    /// <summary>An autoencoder of handwritten digits.</summary>
    public static void BuildAutoencoder(NetworkBuilder network)
    {
        var code = network.Dense(Layers(network, Rows(network, 784), 512, 256, 128), 32);
        network.Output("output", network.Sigmoid(network.Dense(Layers(network, code, 128, 256, 512), 784)));
    }

    /// <summary>A regression over a table, whose columns are normalised first and between the layers.</summary>
    public static void BuildTabular(NetworkBuilder network)
    {
        var x = network.BatchNormalisation(Rows(network, 40));
        foreach (int units in (int[])[256, 128, 64])
        {
            x = network.Swish(network.BatchNormalisation(network.Dense(x, units, gain: 2)));
        }

        network.Output("output", network.Dense(x, 1));
    }

    private static NetworkTensor Rows(NetworkBuilder network, int columns) => network.Input("input", DataType.Float, columns);

    private static NetworkTensor Layers(NetworkBuilder network, NetworkTensor input, params int[] units) =>
        units.Aggregate(input, (x, count) => network.Relu(network.Dense(x, count, gain: 2)));

    private static void Classify(NetworkBuilder network, NetworkTensor input, int classes) => network.Output("predictions", network.Softmax(network.Dense(input, classes)));
}
