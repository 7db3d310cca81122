using TypedModels.Formats;
using TypedModels.Formats.Keras;

namespace TypedModels.Keras.Layers.Core;

/// <summary>What Keras 3 does to the weights of some layers after they are made.</summary>
internal static class Refusals
{
    /// <summary>Refuses weights that are no longer what the layer multiplies with.</summary>
    /// <exception cref="ModelFormatException">They are quantized, or low-rank matrices are added to them.</exception>
    public static void OfChangedWeights(LayerConfig config)
    {
        if (config["quantization_config"] is not null || config["quantization_mode"] is not null)
        {
            throw KerasFault.Unsupported("its weights are quantized by Keras", "Save the model before model.quantize()");
        }

        if (config["lora_rank"] is not null)
        {
            throw KerasFault.Unsupported("low-rank matrices are added to its weights (lora_rank)", "Load the model in Keras and save it with the sums in the place of the weights");
        }
    }
}
