namespace TypedModels.Keras.Layers.Convolution;

/// <summary>The layers of this folder.</summary>
internal static class ConvolutionLayers
{
    /// <summary>Adds them to the table of all layers, under the names that Keras 2 knows them by as well.</summary>
    public static void AddTo(LayerTable table)
    {
        for (int axes = 1; axes <= 3; axes++)
        {
            int count = axes;
            Add($"Conv{axes}D", $"Convolution{axes}D", config => new ConvolutionLayer(config, count));
            Add($"Conv{axes}DTranspose", $"Convolution{axes}DTranspose", config => new TransposedConvolutionLayer(config, count));
        }

        for (int axes = 1; axes <= 2; axes++)
        {
            int count = axes;
            Add($"SeparableConv{axes}D", $"SeparableConvolution{axes}D", config => new SeparableConvolutionLayer(config, count));
            table.Add($"DepthwiseConv{axes}D", config => new DepthwiseConvolutionLayer(config, count));
            table.Add($"LocallyConnected{axes}D", config => new LocallyConnectedLayer(config, count));
        }

        void Add(string name, string other, Func<LayerConfig, Layer> create)
        {
            table.Add(name, create);
            table.Add(other, create);
        }
    }
}
