using TypedModels.Architectures.Building;

namespace TypedModels.Architectures.Networks;

/// <summary>MobileNetV3 (Howard et al., 2019) as Keras has it, without its rescaling.</summary>
internal static class MobileNetV3
{
    private static readonly Row[] s_large =
    [
        new(3, 16, 16, 1, false, false), new(3, 64, 24, 2, false, false), new(3, 72, 24, 1, false, false), new(5, 72, 40, 2, true, false), new(5, 120, 40, 1, true, false),
        new(5, 120, 40, 1, true, false), new(3, 240, 80, 2, false, true), new(3, 200, 80, 1, false, true), new(3, 184, 80, 1, false, true), new(3, 184, 80, 1, false, true),
        new(3, 480, 112, 1, true, true), new(3, 672, 112, 1, true, true), new(5, 672, 160, 2, true, true), new(5, 960, 160, 1, true, true), new(5, 960, 160, 1, true, true),
    ];

    private static readonly Row[] s_small =
    [
        new(3, 16, 16, 2, true, false), new(3, 72, 24, 2, false, false), new(3, 88, 24, 1, false, false), new(5, 96, 40, 2, true, true), new(5, 240, 40, 1, true, true),
        new(5, 240, 40, 1, true, true), new(5, 120, 48, 1, true, true), new(5, 144, 48, 1, true, true), new(5, 288, 96, 2, true, true), new(5, 576, 96, 1, true, true),
        new(5, 576, 96, 1, true, true),
    ];

    /// <summary>Adds the large network.</summary>
    public static void BuildLarge(NetworkBuilder network) => Build(network, s_large, 1280);

    /// <summary>Adds the small network.</summary>
    public static void BuildSmall(NetworkBuilder network) => Build(network, s_small, 1024);

    private static void Build(NetworkBuilder network, Row[] rows, int last)
    {
        var x = network.HardSwish(network.BatchNormalisation(network.Convolution(network.Picture(224, 224, 3), 16, Window.Square(3, 2), bias: false)));
        foreach (var row in rows)
        {
            x = Block(network, x, row);
        }

        x = network.HardSwish(network.BatchNormalisation(network.Convolution(x, 6 * x.Channels, Window.Square(1), bias: false)));
        x = network.HardSwish(network.Convolution(network.GlobalAveragePixel(x), last, Window.Square(1)));
        x = network.Flatten(network.Convolution(x, 1000, Window.Square(1)));
        network.Output("predictions", network.Softmax(x));
    }

    private static NetworkTensor Block(NetworkBuilder network, NetworkTensor input, Row row)
    {
        NetworkTensor Activation(NetworkTensor value) => row.IsHardSwish ? network.HardSwish(value) : network.Relu(value);
        var x = input;
        if (row.Expanded != input.Channels)
        {
            x = Activation(network.BatchNormalisation(network.Convolution(x, row.Expanded, Window.Square(1), bias: false, gain: 1)));
        }

        var window = row.Stride == 1 ? Window.Square(row.Kernel) : Window.Padded(row.Kernel, 2, (row.Kernel / 2) - (1 - (input.Length(1) % 2)), row.Kernel / 2);
        x = Activation(network.BatchNormalisation(network.DepthwiseConvolution(x, window)));
        if (row.HasGate)
        {
            var gate = network.Relu(network.Convolution(network.GlobalAveragePixel(x), EightMultiple(row.Expanded / 4), Window.Square(1)));
            x = network.Multiply(x, network.HardSigmoid(network.Convolution(gate, row.Expanded, Window.Square(1), offset: 1)));
        }

        x = network.BatchNormalisation(network.Convolution(x, row.Channels, Window.Square(1), bias: false, gain: 3), 0.7);
        return row.Stride == 1 && input.Channels == row.Channels ? network.Add(input, x) : x;
    }

    // The nearest multiple of eight, that takes no more than a tenth away.
    private static int EightMultiple(int channels)
    {
        int near = Math.Max(8, (channels + 4) / 8 * 8);
        return near < 0.9 * channels ? near + 8 : near;
    }

    private sealed record Row(int Kernel, int Expanded, int Channels, int Stride, bool HasGate, bool IsHardSwish);
}
