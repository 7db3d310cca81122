using TypedModels.Architectures.Building;

namespace TypedModels.Architectures.Networks;

/// <summary>Classifiers of sequences that go through them step by step.</summary>
internal static class Recurrent
{
    /// <summary>An LSTM over 80 embedded words.</summary>
    public static void BuildText(NetworkBuilder network)
    {
        var words = network.Embedding(network.Input("tokens", DataType.Int32, 80), 5000, 64);
        network.Output("probability", network.Sigmoid(network.Dense(network.LongShortTermMemory(words, 128), 1)));
    }

    /// <summary>Two GRUs over 100 steps of 16 measurements.</summary>
    public static void BuildSeries(NetworkBuilder network)
    {
        var steps = network.GatedUnits(network.GatedUnits(network.Input("input", DataType.Float, 100, 16), 64), 64);
        network.Output("predictions", network.Softmax(network.Dense(network.SequenceMean(steps), 6)));
    }
}
