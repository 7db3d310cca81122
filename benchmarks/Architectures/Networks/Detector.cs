using TypedModels.Architectures.Building;

namespace TypedModels.Architectures.Networks;

/// <summary>A detector such as YOLOv3-tiny (Redmon and Farhadi, 2018) over pictures of 256 × 256: two grids of boxes.</summary>
internal static class Detector
{
    private const int Boxes = 3 * (5 + 80);

    // Scores are small before training, and near 0 they have to agree to the same absolute difference as others.
    private const double HeadGain = 0.002;

    /// <summary>Adds the network.</summary>
    public static void Build(NetworkBuilder network)
    {
        var x = network.Picture(256, 256, 3);
        foreach (int filters in (int[])[16, 32, 64, 128])
        {
            x = network.MaxPool(Unit(network, x, filters, 3), Window.Inside(2, 2));
        }

        var fine = Unit(network, x, 256, 3);
        x = network.MaxPool(fine, Window.Inside(2, 2));
        x = Unit(network, network.MaxPool(Unit(network, x, 512, 3), Window.Square(2)), 1024, 3);
        x = Unit(network, x, 256, 1);
        var coarse = network.Convolution(Unit(network, x, 512, 3), Boxes, Window.Square(1), gain: HeadGain);
        x = network.Concatenate(network.Upsample(Unit(network, x, 128, 1), isLinear: false), fine);
        network.Output("coarse", network.Reshape(coarse, coarse.Length(1), coarse.Length(2), 3, Boxes / 3));
        var boxes = network.Convolution(Unit(network, x, 256, 3), Boxes, Window.Square(1), gain: HeadGain);
        network.Output("fine", network.Reshape(boxes, boxes.Length(1), boxes.Length(2), 3, Boxes / 3));
    }

    private static NetworkTensor Unit(NetworkBuilder network, NetworkTensor input, int filters, int size) =>
        network.LeakyRelu(network.BatchNormalisation(network.Convolution(input, filters, Window.Square(size), bias: false)), 0.1f);
}
