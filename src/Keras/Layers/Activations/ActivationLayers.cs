namespace TypedModels.Keras.Layers.Activations;

/// <summary>The layers of this folder.</summary>
internal static class ActivationLayers
{
    /// <summary>The classes of layers that are one function, with or without arguments.</summary>
    public static IReadOnlyCollection<string> Classes { get; } = ["ReLU", "LeakyReLU", "PReLU", "ELU", "ThresholdedReLU", "Softmax"];

    /// <summary>Adds them to the table of all layers.</summary>
    public static void AddTo(LayerTable table)
    {
        table.Add("Activation", config => new ActivationLayer(config));
        table.Add("ReLU", config => new ReluLayer(config));
        table.Add("LeakyReLU", config => new LeakyReluLayer(config));
        table.Add("PReLU", config => new PreluLayer(config));
        table.Add("ELU", config => new EluLayer(config));
        table.Add("ThresholdedReLU", config => new ThresholdedReluLayer(config));
        table.Add("Softmax", config => new SoftmaxLayer(config));
    }
}
