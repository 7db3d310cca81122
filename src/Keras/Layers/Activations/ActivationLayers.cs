namespace TypedModels.Keras.Layers.Activations;

/// <summary>The layers of this folder.</summary>
internal static class ActivationLayers
{
    /// <summary>Adds them to the table of all layers.</summary>
    public static void AddTo(LayerTable table) => table.Add("Activation", config => new ActivationLayer(config));
}
