using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Normalisation;

/// <summary>
/// <c>SpectralNormalization</c>: a layer whose kernel training keeps at a largest singular value of 1. What is saved is the kernel as training left it, and it is used as it is
/// (<c>keras/src/layers/normalization/spectral_normalization.py</c>).
/// </summary>
internal sealed class SpectralNormalizationLayer : Layer
{
    private readonly Layer _layer;
    private Weight? _vector;

    /// <param name="config">Its configuration.</param>
    /// <exception cref="Formats.ModelFormatException">The layer inside cannot be built.</exception>
    public SpectralNormalizationLayer(LayerConfig config)
        : base(config)
    {
        config.Positive("power_iterations", 1);
        _layer = config.Part("layer", "layer", "layer");
        Weights.AddPart(_layer.Weights);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<LayerValue> Apply(LayerGraph graph, LayerCall call)
    {
        var outputs = _layer.Call(graph, call);
        if (_vector is null)
        {
            // The vector that the largest singular value is estimated with; it is as long as the kernel's last axis.
            var kernel = _layer.Weights.Own.FirstOrDefault(weight => weight.Name is "kernel" or "embeddings") ?? throw KerasFault.Damaged("the layer inside it has neither a kernel nor embeddings");
            _vector = Weights.AddFixed("vector_u", Checked("vector_u", [1, kernel.Shape.Dimensions[kernel.Shape.Rank - 1]]), kernel.DataType);
        }

        // Every weight of a file is a variable of the graph, be it that nothing comes of it.
        graph.Read(_vector);

        var type = call.Input.Tensor.DataType;
        return [.. outputs.Select(output => new LayerValue(Config.Generation == KerasGeneration.Keras3 ? graph.Cast(output.Tensor, type) : output.Tensor))];
    }
}
