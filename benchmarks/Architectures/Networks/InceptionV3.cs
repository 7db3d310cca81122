using TypedModels.Architectures.Building;

namespace TypedModels.Architectures.Networks;

/// <summary>Inception-v3 (Szegedy et al., 2015) as Keras has it.</summary>
/// <param name="network">What it is added to.</param>
internal sealed class InceptionV3(NetworkBuilder network)
{
    /// <summary>Adds the network.</summary>
    public static void Build(NetworkBuilder network) => new InceptionV3(network).Build();

    private void Build()
    {
        var x = Unit(network.Picture(299, 299, 3), 32, Window.Inside(3, 2));
        x = Unit(Unit(x, 32, Window.Inside(3)), 64, Window.Square(3));
        x = network.MaxPool(x, Window.Inside(3, 2));
        x = Unit(Unit(x, 80, Window.Inside(1)), 192, Window.Inside(3));
        x = network.MaxPool(x, Window.Inside(3, 2));
        x = Narrow(Narrow(Narrow(x, 32), 64), 64);
        x = network.Concatenate(Unit(x, 384, Window.Inside(3, 2)), Unit(Chain(x, (64, 1, 1), (96, 3, 3)), 96, Window.Inside(3, 2)), network.MaxPool(x, Window.Inside(3, 2)));
        x = Middle(Middle(Middle(Middle(x, 128), 160), 160), 192);
        x = network.Concatenate(
            Unit(Chain(x, (192, 1, 1)), 320, Window.Inside(3, 2)),
            Unit(Chain(x, (192, 1, 1), (192, 1, 7), (192, 7, 1)), 192, Window.Inside(3, 2)),
            network.MaxPool(x, Window.Inside(3, 2)));
        x = Wide(Wide(x));
        network.Output("predictions", network.Softmax(network.Dense(network.GlobalAverage(x), 1000)));
    }

    private NetworkTensor Narrow(NetworkTensor x, int pooled) =>
        network.Concatenate(Chain(x, (64, 1, 1)), Chain(x, (48, 1, 1), (64, 5, 5)), Chain(x, (64, 1, 1), (96, 3, 3), (96, 3, 3)), Pooled(x, pooled));

    private NetworkTensor Middle(NetworkTensor x, int filters) => network.Concatenate(
        Chain(x, (192, 1, 1)),
        Chain(x, (filters, 1, 1), (filters, 1, 7), (192, 7, 1)),
        Chain(x, (filters, 1, 1), (filters, 7, 1), (filters, 1, 7), (filters, 7, 1), (192, 1, 7)),
        Pooled(x, 192));

    private NetworkTensor Wide(NetworkTensor x)
    {
        var second = Chain(x, (384, 1, 1));
        var third = Chain(x, (448, 1, 1), (384, 3, 3));
        return network.Concatenate(
            Chain(x, (320, 1, 1)),
            network.Concatenate(Chain(second, (384, 1, 3)), Chain(second, (384, 3, 1))),
            network.Concatenate(Chain(third, (384, 1, 3)), Chain(third, (384, 3, 1))),
            Pooled(x, 192));
    }

    private NetworkTensor Pooled(NetworkTensor x, int filters) => Chain(network.AveragePool(x, Window.Square(3)), (filters, 1, 1));

    private NetworkTensor Chain(NetworkTensor x, params (int Filters, int Height, int Width)[] units) =>
        units.Aggregate(x, (input, unit) => Unit(input, unit.Filters, new Window(unit.Height, unit.Width)));

    private NetworkTensor Unit(NetworkTensor x, int filters, Window window) =>
        network.Relu(network.BatchNormalisation(network.Convolution(x, filters, window, bias: false)));
}
